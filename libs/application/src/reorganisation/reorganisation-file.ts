import type { ReorganisationFile } from '#contracts';
import type { GroupChange, Reorganisation, SuccessionLine } from '#domain';

/** What the contract's schema has checked, with ids and days as the domain names them. */
export const reorganisationOf = (file: ReorganisationFile): Reorganisation => file as unknown as Reorganisation;

/** The same for lines of a succession. */
export const successionLinesOf = (lines: readonly object[]): readonly SuccessionLine[] => lines as unknown as readonly SuccessionLine[];

/** The same for what changes in a group. */
export const groupChangeOf = (change: object): GroupChange & { readonly basis: string } =>
  change as unknown as GroupChange & { readonly basis: string };
