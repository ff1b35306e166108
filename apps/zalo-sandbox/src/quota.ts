/** The civil date in Vietnam, which has had one offset since 1975. */
export const vietnamDay = (now: Date): string => new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
export const vietnamHour = (now: Date): number => new Date(now.getTime() + 7 * 3_600_000).getUTCHours();

/** So many messages a day, counted anew at midnight. */
export class Quota {
  #day = '';
  #used = 0;

  constructor(
    private readonly now: () => Date,
    public daily: number,
  ) {}

  get remaining(): number {
    this.#turn();
    return Math.max(0, this.daily - this.#used);
  }

  take(): boolean {
    if (this.remaining === 0) return false;
    this.#used += 1;
    return true;
  }

  #turn(): void {
    const today = vietnamDay(this.now());
    if (today === this.#day) return;
    this.#day = today;
    this.#used = 0;
  }
}
