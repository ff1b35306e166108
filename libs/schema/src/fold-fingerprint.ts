import path from 'node:path';
import { codeFingerprint } from '#event-store';

/** Whatever turns events into states: the domain with its upcasters, and how the application hands it stored events. */
const folding = ['../../domain/src', '../../application/src/shared'].map((folder) => path.resolve(import.meta.dirname, folder));

/** Under which snapshots of states are kept: other code, other snapshots. */
export const foldFingerprint = (): Promise<string> => codeFingerprint(...folding);
