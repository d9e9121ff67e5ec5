import 'axe-core/axe.min.js';
import type { AxeResults, Result, RunOptions } from 'axe-core';

declare const axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };

/** Also what is "best practice" only. */
const EVERY_RULE: RunOptions = { resultTypes: ['violations'] };
const CONTRAST: RunOptions = { resultTypes: ['violations'], runOnly: ['color-contrast'] };

/**
 * Fails where axe finds a fault in the element or below it, shadow roots included: by all rules in the light, and by
 * the contrast of colours in the dark. The dark comes from `color-scheme` on the root, so colours need `light-dark()`.
 */
export async function expectAccessible(element: Element): Promise<void> {
  const { style } = document.documentElement;
  const before = style.colorScheme;
  try {
    const faults: string[] = [];
    for (const [scheme, rules] of [['light', EVERY_RULE], ['dark', CONTRAST]] as const) {
      style.colorScheme = scheme;
      endTransitions();
      const { violations } = await axe.run(element, rules);
      faults.push(...violations.flatMap((violation) => describe(violation, scheme)));
    }
    if (faults.length > 0) throw new Error(`Not accessible:\n${faults.join('\n')}`);
  } finally {
    style.colorScheme = before;
  }
}

/** Contrast would be measured on colours that are on their way. */
function endTransitions(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
    else animation.finish();
  }
}

function describe({ id, help, nodes }: Result, scheme: string): string[] {
  return nodes.map(({ target, html, any, all, none }) => {
    const reasons = [...any, ...all, ...none].map(({ message }) => `      ${message}`);
    return [`  ${id} (${scheme}): ${help}`, `    in ${target.flat().join(' >>> ')}: ${html}`, ...reasons].join('\n');
  });
}
