/** What a file of pixels says of itself. */
export interface Image {
  readonly type: 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

/** Where WebP's three kinds keep width and height, and how many of their bits. */
const WEBP_BITS = 0x3f_ff;

/**
 * Reads the header of a PNG or WebP image.
 *
 * @throws where it is neither
 */
export function readImage(bytes: Buffer): Image {
  if (bytes.subarray(0, 8).toString('hex') === PNG_SIGNATURE && bytes.toString('latin1', 12, 16) === 'IHDR') {
    return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') {
    throw new Error('Failed to read the image: it is neither PNG nor WebP. Is it whole?');
  }
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8 ') {
    return { type: 'image/webp', width: bytes.readUInt16LE(26) & WEBP_BITS, height: bytes.readUInt16LE(28) & WEBP_BITS };
  }
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { type: 'image/webp', width: (bits & WEBP_BITS) + 1, height: ((bits >> 14) & WEBP_BITS) + 1 };
  }
  return { type: 'image/webp', width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
}
