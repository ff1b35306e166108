/**
 * Lets those who ask for the same thing at the same time share one look at it. Who asks while a look is on its way waits for the next,
 * which begins after it: every answer is as new as the asking.
 */
export class SharedLook<Found> {
  private current: Promise<Found> | null = null;
  private next: Promise<Found> | null = null;

  constructor(private readonly look: () => Promise<Found>) {}

  ask(): Promise<Found> {
    if (this.next !== null) return this.next;
    if (this.current === null) return this.begin();
    const begin = (): Promise<Found> => this.begin();
    this.next = this.current.then(begin, begin);
    return this.next;
  }

  private begin(): Promise<Found> {
    this.next = null;
    const looking = this.look().finally(() => {
      if (this.current === looking) this.current = null;
    });
    this.current = looking;
    return looking;
  }
}
