import { test } from 'node:test';
import { forgetfulDevice } from '../../src/storage/memory.ts';
import { DELETING_RULES } from '../storage/deleting.ts';
import { DRAFT_RULES } from '../storage/drafts.ts';
import { browserWith, DEVICE_RULES } from '../storage/rules.ts';

for (const { name, hold } of [...DEVICE_RULES, ...DELETING_RULES, ...DRAFT_RULES]) {
  test(`in memory, ${name}`, async () => {
    const { browser, close } = browserWith(forgetfulDevice());
    await hold(browser);
    close();
  });
}
