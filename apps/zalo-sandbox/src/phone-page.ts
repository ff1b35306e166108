import type { ArrivedMessage, Sandbox } from './sandbox.js';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

const clock = (at: string): string =>
  new Intl.DateTimeFormat('vi-VN', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(at));

const bubble = ({ kind, templateId, content, trackingId, at }: ArrivedMessage): string => `<li>
  <p class="about">${kind === 'zns' ? `ZNS, mẫu ${escaped(templateId ?? '')}` : 'Tin nhắn OA'} · ${clock(at)}</p>
  <dl>${Object.entries(content)
    .map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(String(value))}</dd></div>`)
    .join('')}</dl>
  ${trackingId === null ? '' : `<p class="about">tracking_id ${escaped(trackingId)}</p>`}</li>`;

const phones = (messages: readonly ArrivedMessage[]): string => {
  const byPhone = new Map<string, ArrivedMessage[]>();
  for (const message of messages.slice(-500)) byPhone.set(message.to, [message, ...(byPhone.get(message.to) ?? [])]);
  if (byPhone.size === 0) return '<p>Chưa có tin nào đến.</p>';
  return [...byPhone]
    .map(([to, arrived]) => `<section class="phone"><h2>${escaped(to)}</h2><ul>${arrived.map(bubble).join('')}</ul></section>`)
    .join('');
};

const STYLE = `
  body { font: 16px/1.5 'Be Vietnam Pro', 'Segoe UI', sans-serif; margin: 0; background: #f3f4f6; color: #1a1a1a }
  header, main { max-width: 75rem; margin: 0 auto; padding: 1rem }
  h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 0 0 .5rem }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem; align-items: start }
  .phone { background: #e3edf9; border-radius: 1rem; padding: 1rem } ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem }
  li { background: #fff; border-radius: .75rem; padding: .75rem; overflow-wrap: anywhere }
  .about { margin: 0; color: #4b5563; font-size: .875rem } dl { margin: .25rem 0 } dl div { display: flex; gap: .5rem }
  dt { color: #4b5563; min-width: 8rem } dd { margin: 0; font-weight: 600 }`;

/** What stands on the phones, newest first, and how the account is. */
export const phonePage = ({ messages, quota, faults, webhooks, followers }: Sandbox): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zalo chạy thử</title><style>${STYLE}</style></head>
<body><header><h1>Zalo chạy thử</h1>
<p>Chương trình này đóng vai Zalo: không tin nào ra ngoài. Hạn mức ngày: còn ${quota.remaining}/${quota.daily}.
Lỗi đang đặt: ${faults.list().length}. Người quan tâm: ${followers.size}.
Webhook: ${webhooks.url === null ? 'chưa đặt' : escaped(webhooks.url)}${webhooks.isOff ? ' (đã tắt vì không trả lời)' : ''}.</p></header>
<main>${phones(messages)}</main></body></html>`;
