import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import type { Format, PrintedBlock } from '../printed-document.js';
import { asDocx } from './as-docx.js';
import { asHtml } from './as-html.js';
import { asMarkdown } from './as-markdown.js';
import { asText } from './as-text.js';
import { asXlsx } from './as-xlsx.js';

/** Renders a document to each format, PDF by the browser that the tests ship. */
export class Renderer {
  private browser: Promise<Browser> | null = null;

  async render(blocks: readonly PrintedBlock[], format: Format): Promise<Uint8Array> {
    if (format === 'docx') return asDocx(blocks);
    if (format === 'xlsx') return asXlsx(blocks);
    if (format === 'pdf') return this.asPdf(asHtml(blocks), blocks);
    if (format === 'html') return Buffer.from(asHtml(blocks));
    return Buffer.from(format === 'md' ? asMarkdown(blocks) : asText(blocks));
  }

  async close(): Promise<void> {
    await (await this.browser)?.close();
  }

  private async asPdf(html: string, blocks: readonly PrintedBlock[]): Promise<Uint8Array> {
    this.browser ??= sparticuz
      .executablePath()
      .then((executablePath) => chromium.launch({ executablePath, args: ['--no-sandbox'], headless: true }));
    const page = await (await this.browser).newPage();
    try {
      await page.setContent(html);
      const isWide = blocks.some((block) => typeof block !== 'string' && block.widths.length > 6);
      return await page.pdf({
        format: 'A4',
        landscape: isWide,
        displayHeaderFooter: true,
        headerTemplate: '<span style="font-size:9pt;margin:auto" class="pageNumber"></span>',
        footerTemplate: '<span></span>',
        margin: { top: '20mm', bottom: '20mm', left: '30mm', right: '15mm' },
      });
    } finally {
      await page.close();
    }
  }
}
