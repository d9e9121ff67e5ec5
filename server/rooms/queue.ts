/** What a {@link Queue} holds carries its own links. An item is in one queue at a time. */
export interface Queued<T> {
  previous: T | undefined;
  next: T | undefined;
}

/**
 * A doubly linked queue whose links lie in its items, so that an item in the middle leaves in constant time. A `Map`
 * keeps the same order, but finding its first entry walks over those deleted before it.
 */
export class Queue<T extends Queued<T>> {
  first: T | undefined;
  #last: T | undefined;
  size = 0;

  /** Of an item that is in this queue or in none. */
  has(item: T): boolean {
    return item.previous !== undefined || item === this.first;
  }

  append(item: T): void {
    item.previous = this.#last;
    item.next = undefined;
    if (this.#last) this.#last.next = item;
    else this.first = item;
    this.#last = item;
    this.size++;
  }

  remove(item: T): void {
    if (item.previous) item.previous.next = item.next;
    else this.first = item.next;
    if (item.next) item.next.previous = item.previous;
    else this.#last = item.previous;
    item.previous = item.next = undefined;
    this.size--;
  }

  /** First to last. */
  *[Symbol.iterator](): Generator<T> {
    for (let item = this.first; item; item = item.next) yield item;
  }

  moveToEnd(item: T): void {
    if (item === this.#last) return;
    this.remove(item);
    this.append(item);
  }
}
