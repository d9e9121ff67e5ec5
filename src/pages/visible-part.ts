/** What a keyboard takes at least, in CSS pixels. Less is a bar of the browser's, for which the page has made room. */
const KEYBOARD_MIN_HEIGHT = 100;

type Viewport = Pick<VisualViewport, 'height' | 'offsetTop' | 'scale' | 'addEventListener'>;

/**
 * Keeps the app within what is seen of the page, and what has the focus within the app. iOS lays its keyboard over the
 * page and moves the page beneath it, whatever `interactive-widget` says; elsewhere the window itself becomes smaller,
 * and nothing is to be done. Nor is there while somebody looks at a part of the page through a glass, by pinching.
 */
export function keepInVisiblePart(viewport: Viewport | null, signal?: AbortSignal): void {
  const follow = () => {
    if (!viewport) return;
    const { style, clientHeight } = document.documentElement;
    const isCovered = viewport.scale === 1 && clientHeight - viewport.height >= KEYBOARD_MIN_HEIGHT;
    const was = style.getPropertyValue('--view-height');
    for (const [property, value] of [
      ['--view-top', `${viewport.offsetTop}px`],
      ['--view-height', `${viewport.height}px`],
      // The bar for gestures is below the keyboard.
      ['--inset-bottom', '0px'],
    ] as const) {
      if (isCovered) style.setProperty(property, value);
      else style.removeProperty(property);
    }
    if (isCovered && style.getPropertyValue('--view-height') !== was) focused()?.scrollIntoView({ block: 'nearest' });
  };
  const options = signal ? { signal } : {};
  viewport?.addEventListener('resize', follow, options);
  viewport?.addEventListener('scroll', follow, options);
}

/** What has the focus, in whatever shadow root. */
function focused(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement === document.body ? null : activeElement;
}
