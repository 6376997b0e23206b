/** Uploads what people chose, for the sandbox's server to hold until they send it. */

/** The id it is sent by; undefined when the server did not take it. */
export async function upload(file: File): Promise<string | undefined> {
  const address = `/page/files?${new URLSearchParams({ name: file.name })}`;
  try {
    const type = file.type || 'application/octet-stream';
    const response = await fetch(address, { method: 'POST', body: file, headers: { 'Content-Type': type } });
    if (!response.ok) return undefined;
    const { id }: { id: string } = await response.json();
    return id;
  } catch {
    // The server cannot be reached: the caller tells.
    return undefined;
  }
}
