import type { S3Settings } from '#platform';

/** Why the store said no, and which setting to look at. */
export const refusalSentence = (status: number, { endpoint, bucket, region }: S3Settings): string => {
  if (status === 404) return `S3_BUCKET: kho tệp ${endpoint} không có thùng "${bucket}"; hãy tạo thùng đó hoặc đặt đúng tên.`;
  if (status === 401 || status === 403)
    return (
      `S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: kho tệp ${endpoint} không cho tài khoản này dùng thùng "${bucket}" (S3_BUCKET); ` +
      'hãy kiểm tra khóa và quyền đọc, ghi, liệt kê của tài khoản.'
    );
  if (status >= 300 && status < 400)
    return `S3_REGION: thùng "${bucket}" không thuộc vùng ${region} của kho tệp ${endpoint}; hãy đặt đúng vùng và S3_ENDPOINT.`;
  return `S3_ENDPOINT: ${endpoint} trả lời ${String(status)} khi hỏi thùng "${bucket}"; hãy kiểm tra địa chỉ kho tệp.`;
};
