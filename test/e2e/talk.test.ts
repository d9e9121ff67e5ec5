import { test } from 'node:test';
import { stories } from '../support/story.ts';

const newStory = stories();

test('two people talk, and each sees what the other wrote, to the letter', async (t) => {
  const { guests } = await newStory(t);
  const [ana, bruno] = await guests('Ana', 'Bruno');
  await ana.joins('lobby');
  await bruno.joins('lobby');
  const texts = ['Hi, Bruno!', '  two  spaces\n\tand a second line', 'olá 👩‍👩‍👧 שלום', '<b>bold</b> & "quoted"'];
  for (const text of texts) {
    await ana.writes(text);
    await bruno.sees(text);
  }
  await bruno.writes('Hello, Ana!');
  await ana.sees('Hello, Ana!');
  await ana.seesPeople('Ana', 'Bruno');
  await bruno.seesPeople('Ana', 'Bruno');
});
