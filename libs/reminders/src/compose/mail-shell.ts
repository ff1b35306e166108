const token = (name: string): string => `[[${name}]]`;

const SHELL = `
<mjml lang="vi">
  <mj-head>
    <mj-title>${token('subject')}</mj-title>
    <mj-preview>${token('preview')}</mj-preview>
    <mj-attributes>
      <mj-all font-family="'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" />
      <mj-text font-size="15px" line-height="1.5" color="#1a1a1a" padding="6px 20px" />
    </mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-style>
      :root { color-scheme: light dark; }
      a, li, h2 { overflow-wrap: anywhere; }
      @media (prefers-color-scheme: dark) {
        body, body > div { background-color: #111827 !important; }
        .paper, .paper > table { background-color: #1f2937 !important; }
        .words div, .words li { color: #f3f4f6 !important; }
        .words a { color: #93c5fd !important; border-color: #93c5fd !important; }
        .words h2 { color: #fca5a5 !important; }
        .small div { color: #d1d5db !important; }
        .small a { color: #93c5fd !important; }
      }
    </mj-style>
  </mj-head>
  <mj-body background-color="#f3f4f6" width="640px">
    <mj-section background-color="#9b1c1c" padding="10px 0">
      <mj-column>
        <mj-text color="#ffffff" font-size="14px">
          <h1 style="margin:0;font-size:14px;font-weight:400">${token('authority')} · Hệ thống theo dõi nhiệm vụ UBND tỉnh giao</h1>
        </mj-text>
      </mj-column>
    </mj-section>
    <mj-section background-color="#ffffff" padding="14px 0" css-class="paper">
      <mj-column>
        <mj-text css-class="words">${token('greeting')}</mj-text>
        <mj-text css-class="words">${token('intro')}</mj-text>
        <mj-text css-class="words">${token('sections')}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section padding="8px 0">
      <mj-column><mj-text font-size="13px" color="#4b5563" css-class="small">${token('reason')}</mj-text></mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

let compiled: Promise<string> | null = null;

/** Half a second's reading, so that it is read when the first mail is written and not at every start. */
const compile = async (): Promise<string> => {
  const { default: mjml2html } = await import('mjml');
  const { html } = await mjml2html(SHELL, { validationLevel: 'strict', fonts: {} });
  return html;
};

/** The frame is compiled once for the process; what differs from mail to mail is put in afterwards, escaped. */
const shell = (): Promise<string> => (compiled ??= compile());

export type ShellPart = 'subject' | 'preview' | 'authority' | 'greeting' | 'intro' | 'sections' | 'reason';

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

/** `parts` are HTML. */
export const fillShell = async (parts: Readonly<Record<ShellPart, string>>): Promise<string> => {
  const frame = await shell();
  return frame.replace(/\[\[(\w+)\]\]/gu, (whole, name: string) => (name in parts ? parts[name as ShellPart] : whole));
};
