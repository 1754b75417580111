/** Hands a file to the reader, without a request and without leaving the page. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser reads the file after the click; a minute is long enough for it to have begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Lines of CSV as a file that spreadsheets take for UTF-8. */
export function csvFile(name: string, lines: readonly string[]): File {
  return new File(["\ufeff", ...lines], name, { type: "text/csv" });
}
