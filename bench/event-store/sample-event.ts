/** A progress report, about 600 bytes with its columns: what agencies write most. */
export const data = {
  part: 'L01',
  agencyId: 'so-noi-vu',
  percent: 60,
  body: 'Đã hoàn thành dự thảo, đang lấy ý kiến các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố.',
};
export const type = 'ProgressReported';
export const meta = { via: 'web', onBehalfOf: 'so-noi-vu' };
export const actor = '0190a5f0-7c2e-7b13-9a55-1d8f3f0c2a11';
export const requestHash = 'a'.repeat(64);
