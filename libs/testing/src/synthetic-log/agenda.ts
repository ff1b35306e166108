interface Entry<Item> {
  readonly at: number;
  /** Of two at the same moment, the one noted first. */
  readonly nth: number;
  readonly item: Item;
}

const isBefore = <Item>(one: Entry<Item>, other: Entry<Item>): boolean => one.at < other.at || (one.at === other.at && one.nth < other.nth);

/** What is going to happen, earliest first (a binary heap). */
export class Agenda<Item> {
  private readonly heap: Entry<Item>[] = [];
  private noted = 0;

  note(at: number, item: Item): void {
    const { heap } = this;
    this.noted += 1;
    heap.push({ at, nth: this.noted, item });
    for (let child = heap.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfBefore(child, parent)) break;
      child = parent;
    }
  }

  next(): { readonly at: number; readonly item: Item } | null {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let parent = 0; ;) {
      const least = this.leastChild(parent);
      if (least === null || !this.swapIfBefore(least, parent)) return first;
      parent = least;
    }
  }

  private leastChild(parent: number): number | null {
    const [left, right] = [this.heap[2 * parent + 1], this.heap[2 * parent + 2]];
    if (left === undefined) return null;
    return right !== undefined && isBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
  }

  private swapIfBefore(child: number, parent: number): boolean {
    const [lower, upper] = [this.heap[child], this.heap[parent]];
    if (lower === undefined || upper === undefined || !isBefore(lower, upper)) return false;
    [this.heap[child], this.heap[parent]] = [upper, lower];
    return true;
  }
}
