import { ClamdScanner, openFileStore, ScanRound } from '#files';
import type { AppContext } from '#platform';
import { rounds } from './rounds.js';

/** A file just sent should not wait long for its verdict. */
const EVERY = { firstMs: 500, everyMs: 2_000 };

/** Has clamd look at every file that has no verdict yet, where one is configured. Returns what ends it. */
export const scanFiles = async ({ pool, config, logger }: AppContext): Promise<() => Promise<void>> => {
  if (config.scanner === null) return () => Promise.resolve();
  const store = await openFileStore({ pool, s3: config.s3, onUnreachable: () => undefined });
  const round = new ScanRound({
    pool,
    files: store.files,
    scanner: new ClamdScanner(config.scanner),
    onFound: (sha256, threat) => {
      logger.warn({ sha256, threat }, 'the scanner found a virus in a file');
    },
    onTrouble: (sha256, error) => {
      logger.error({ err: error, sha256 }, 'a file could not be scanned; it is tried again later');
    },
  });
  let isGone = false;
  const look = async (): Promise<void> => {
    await round.run();
    isGone = false;
  };
  const scanning = rounds(look, {
    ...EVERY,
    onError: (error) => {
      // Once, and not every two seconds.
      if (!isGone) logger.error({ err: error }, 'the virus scanner does not answer (CLAMD_URL): files wait for it');
      isGone = true;
    },
  });
  return async () => {
    await scanning.stop();
    store.close();
  };
};
