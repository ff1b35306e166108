/** One file as a browser's form sends it. */
export const formOf = (
  name: string,
  content: Buffer | string,
  mediaType = 'text/plain',
  field = 'file',
): { readonly payload: Buffer; readonly headers: Record<string, string> } => {
  const boundary = 'dondoc-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${mediaType}\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
};
