/** "chính sách nhắc việc chung, lần ban hành 2". */
export const policyWords = ({ plan, version }: { readonly plan: string | null; readonly version: number }): string => {
  const whose = plan === null ? 'chính sách nhắc việc chung' : 'chính sách nhắc việc riêng của kế hoạch';
  return version === 0 ? `${whose} theo mặc định của hệ thống` : `${whose}, lần ban hành ${String(version)}`;
};
