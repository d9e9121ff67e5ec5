import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEmoji } from '../../src/text/emoji.ts';

const MOST = 8;

test('Shortcodes are those that people know, in any capitals', async () => {
  const codes = await loadEmoji('en');
  for (const [code, sign] of Object.entries({ tada: '🎉', '+1': '👍', thumbsup: '👍', TADA: '🎉', heart: '❤️', brazil: '🇧🇷', technologist: '🧑‍💻', hash: '#️⃣' })) {
    assert.equal(codes.find(code), sign, code);
  }
  for (const code of ['', 'tad', 'toString', '__proto__', 'cone_de_festa']) assert.equal(codes.find(code), undefined, code);
});

test('The beginning of a shortcode finds the shortest first, then later words, each emoji once', async () => {
  const codes = await loadEmoji('en');
  assert.deepEqual(codes.match('tad', MOST), [{ sign: '🎉', code: 'tada' }]);
  const smiles = codes.match('smil', MOST);
  assert.equal(smiles[0]?.code, 'smile');
  assert.equal(new Set(smiles.map(({ sign }) => sign)).size, MOST);
  assert.ok(codes.match('eyes', MOST).some(({ code }) => code === 'smiling_face_with_three_hearts' || code.endsWith('_eyes')));
  assert.deepEqual(codes.match('xqz', MOST), []);
});

test('In Portuguese there are Portuguese shortcodes as well, with or without accents', async () => {
  const codes = await loadEmoji('pt-BR');
  for (const [code, sign] of Object.entries({ tada: '🎉', cone_de_festa: '🎉', coracao_vermelho: '❤️', 'coração_vermelho': '❤️' })) {
    assert.equal(codes.find(code), sign, code);
  }
  assert.ok(codes.match('coração', MOST).length === MOST);
});

test('A language without shortcodes of its own has those that are typed everywhere', async () => {
  assert.equal((await loadEmoji('eo')).find('tada'), '🎉');
});

test('They are loaded once', async () => {
  assert.equal(await loadEmoji('en'), await loadEmoji('en-GB'));
});

test('Skin tones are not offered one by one', async () => {
  for (const locale of ['en', 'pt-BR']) {
    assert.ok((await loadEmoji(locale)).match('thumbs', 50).concat((await loadEmoji(locale)).match('pole', 50)).every(({ sign }) => !/\p{Emoji_Modifier}/u.test(sign)));
  }
});
