/**
 * Quotation marks for verbatim words, which are not touched: double ones, or single ones around words that hold double
 * ones themselves.
 */
export function quotationMarks(quote: string): { readonly open: string; readonly close: string } {
  return /["“”„«»]/.test(quote) ? { open: '‘', close: '’' } : { open: '“', close: '”' };
}

export function inQuotationMarks(quote: string): string {
  const { open, close } = quotationMarks(quote);
  return `${open}${quote}${close}`;
}
