import type { AgencyId } from '#domain';

/** The rule for ids: the name without diacritics, in kebab-case ("UBND huyện Lộc Bình" → `ubnd-huyen-loc-binh`). */
export const agencyIdOf = (name: string): AgencyId =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '') as AgencyId;
