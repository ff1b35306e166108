/** Lower case without diacritics, so that "so noi vu" finds "Sở Nội vụ". */
export const foldText = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replace(/\s+/gu, ' ').trim();
