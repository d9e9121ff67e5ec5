/** The event of an element, which crosses the shadow roots around it. */
export function event<Detail>(type: string, detail: Detail): CustomEvent<Detail> {
  return new CustomEvent(type, { detail, bubbles: true, composed: true });
}
