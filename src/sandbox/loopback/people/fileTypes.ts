/** Which files a client offers to upload (`reference#file-type-filtering`): it looks at their names alone. */

/** The groups, and the extensions that Discord counts among each. */
const groups: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.gif', '.jpg', '.jpeg', '.jfif', '.webp', '.avif'],
  video: ['.mp4', '.mov', '.qt', '.webm'],
  audio: ['.mp3', '.m4a', '.wav', '.ogg', '.opus', '.flac'],
};

/** Whether a file may be uploaded where these types are asked for: any file where none are. */
export function fitsFileTypes(name: string, types: readonly string[] | null | undefined): boolean {
  if (!types || types.length === 0) return true;
  const extensions = types.flatMap((type) => groups[type] ?? [type.toLowerCase()]);
  return extensions.some((extension) => name.toLowerCase().endsWith(extension));
}
