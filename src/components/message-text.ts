import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Inline } from '../text/inline.ts';
import { parseMarkup, type Block } from '../text/markup.ts';
import { toNames, type Names } from '../text/names.ts';

const NOBODY: readonly string[] = [];

let latest: { people: readonly string[]; names: Names } = { people: NOBODY, names: toNames(NOBODY) };

/** The same object for the same people: a room's messages are many, and each would have it made anew. */
function namesOf(people: readonly string[]): Names {
  const isSame = people === latest.people || (people.length === latest.people.length && people.every((name, at) => name === latest.people[at]));
  if (!isSame) latest = { people, names: toNames(people) };
  return latest.names;
}

/**
 * A message's text as elements, for `messageTextStyles`. Nothing in it is ever read as HTML.
 *
 * @param people who can be mentioned
 * @param username whose mention stands out
 */
export function messageText(text: string, people = NOBODY, username = ''): unknown {
  const names = namesOf(text.includes('@') ? people : NOBODY);
  return guard([text, names, username], () => parseMarkup(text, names).map((block) => toElement(block, username)));
}

/** No white space between the elements: it would be seen. */
function toElement(block: Block, username: string): TemplateResult {
  if (block.kind === 'lines') return html`<p dir="auto">${linesOf(block.lines, username)}</p>`;
  if (block.kind === 'quote') {
    // Its direction comes from the text within, which must not have one of its own for that.
    const parts = block.blocks.map((inner) =>
      inner.kind === 'lines' ? html`<p>${linesOf(inner.lines, username)}</p>` : toElement(inner, username));
    return html`<blockquote dir="auto">${parts}</blockquote>`;
  }
  // It can be scrolled by keys as well.
  return html`<pre dir="ltr" translate="no" role="group" aria-label=${msg('Code', { id: 'code' })}><code>${block.text}</code></pre>`;
}

/** What is text alone stays one: there may be thousands of lines. */
function linesOf(lines: readonly (readonly Inline[])[], username: string): unknown {
  const parts: unknown[] = [];
  let text = '';
  for (const [at, line] of lines.entries()) {
    if (at > 0) text += '\n';
    for (const part of line.map((node) => inline(node, username))) {
      if (typeof part === 'string') text += part;
      else {
        parts.push(text, part);
        text = '';
      }
    }
  }
  return [...parts, text];
}

function inline(node: Inline, username: string): string | TemplateResult {
  if ('children' in node) {
    const children = node.children.map((child) => inline(child, username));
    return node.kind === 'strong' ? html`<strong>${children}</strong>` : html`<em>${children}</em>`;
  }
  if (node.kind === 'mention') {
    return node.name === username ? html`<mark dir="auto" translate="no">${node.text}</mark>` : html`<bdi class="mention" translate="no">${node.text}</bdi>`;
  }
  if (node.kind === 'link') return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow ugc"><bdi translate="no">${node.text}</bdi></a>`;
  return node.kind === 'code' ? html`<code dir="ltr" translate="no">${node.text}</code>` : node.text;
}
