import type pg from 'pg';
import type { FileStore } from '../file-store.port.js';
import { isHash } from '../intake.js';
import { ScannerUnavailable, type ScanVerdict, type VirusScanner } from './virus-scanner.port.js';

/** `unscanned`: nobody looks for viruses in this system. */
export type ScanState = 'unscanned' | 'scanning' | 'clean' | 'infected';

/** What is known of files' viruses. */
export class ScanStates {
  constructor(
    private readonly pool: pg.Pool,
    /** Whether a scanner is configured: what has no verdict then is in quarantine. */
    private readonly isScanning: boolean,
  ) {}

  /** Of those that are stored. By the primary key of `files.blobs`. */
  async of(hashes: readonly string[]): Promise<ReadonlyMap<string, ScanState>> {
    const keys = hashes.filter(isHash).map((sha256) => Buffer.from(sha256, 'hex'));
    const { rows } = await this.pool.query<{ sha256: Buffer; verdict: 'clean' | 'infected' | null }>(
      'select sha256, verdict from files.blobs where sha256 = any($1)',
      [keys],
    );
    const unsaid = this.isScanning ? 'scanning' : 'unscanned';
    return new Map(rows.map(({ sha256, verdict }) => [sha256.toString('hex'), verdict ?? unsaid]));
  }
}

export interface ScanRoundInput {
  readonly pool: pg.Pool;
  readonly files: FileStore;
  readonly scanner: VirusScanner;
  /** Told of a file in which something was found. */
  readonly onFound: (sha256: string, threat: string) => void;
  /** Told of a file that could not be read or looked at; it is tried again later. */
  readonly onTrouble: (sha256: string, error: unknown) => void;
}

/** How long a file rests that could not be looked at, and how long one scan may last before another worker takes it up. */
const REST = `interval '5 minutes'`;

/** Scans what has no verdict yet, the oldest first. Any number of workers may do so side by side. */
export class ScanRound {
  constructor(private readonly ports: ScanRoundInput) {}

  /**
   * Until nothing waits any more.
   * @returns how many files have a verdict now
   * @throws ScannerUnavailable: the files wait for the next round
   */
  async run(): Promise<number> {
    let scanned = 0;
    for (let next = await this.claim(); next !== null; next = await this.claim()) if (await this.scan(next)) scanned += 1;
    return scanned;
  }

  private async scan(sha256: string): Promise<boolean> {
    try {
      const found = await this.ports.scanner.scan(await this.ports.files.open(sha256));
      await this.record(sha256, found);
      if (found.verdict === 'infected') this.ports.onFound(sha256, found.threat);
      return true;
    } catch (error) {
      if (error instanceof ScannerUnavailable) {
        await this.putBack(sha256);
        throw error;
      }
      this.ports.onTrouble(sha256, error);
      return false;
    }
  }

  /** By the index `blobs_unscanned`. Locks one row for the length of the statement; the mark keeps others off afterwards. */
  private async claim(): Promise<string | null> {
    const { rows } = await this.ports.pool.query<{ sha256: Buffer }>(
      `update files.blobs set scan_tried_at = clock_timestamp()
        where sha256 = (select sha256 from files.blobs
                         where verdict is null and (scan_tried_at is null or scan_tried_at < clock_timestamp() - ${REST})
                         order by scan_tried_at nulls first, stored_at limit 1 for update skip locked)
        returning sha256`,
    );
    return rows[0]?.sha256.toString('hex') ?? null;
  }

  private async putBack(sha256: string): Promise<void> {
    await this.ports.pool.query('update files.blobs set scan_tried_at = null where sha256 = $1', [Buffer.from(sha256, 'hex')]);
  }

  /** The first verdict stands: a file's content never changes. */
  private async record(sha256: string, found: ScanVerdict): Promise<void> {
    await this.ports.pool.query(
      'update files.blobs set verdict = $2, threat = $3, scanned_at = public.app_now() where sha256 = $1 and verdict is null',
      [Buffer.from(sha256, 'hex'), found.verdict, found.verdict === 'infected' ? found.threat : null],
    );
  }
}
