import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** The white around a code without which nothing finds it, in modules: ISO/IEC 18004 has four. */
const QUIET_ZONE = 4;

/** A text as a QR code, dark on white in every theme: many cameras do not read the reverse. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const whole = size + 2 * QUIET_ZONE;
  return html`<svg class="qr" role="img" aria-label=${label} viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}"
    shape-rendering="crispEdges"><rect x=${-QUIET_ZONE} y=${-QUIET_ZONE} width=${whole} height=${whole} fill="#fff" /><path d=${pathOf(data)} fill="#000" /></svg>`;
}

/** Of each row, what is dark without a break as one bar. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.flatMap((isDark, x) => {
    if (!isDark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    const length = (end < 0 ? row.length : end) - x;
    return [`M${x} ${y}h${length}v1h${-length}z`];
  })).join('');
}
