import { agencyIdOf } from '#reference-data';

/** Inside the province its people's committee needs no further name; a letter gives it in full. */
export const letterheads: ReadonlyMap<string, string> = new Map([[agencyIdOf('UBND tỉnh'), 'UBND tỉnh Lạng Sơn']]);
