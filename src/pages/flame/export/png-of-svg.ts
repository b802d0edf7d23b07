/** Twice as fine as it is looked at. */
const SCALE = 2;
/** No browser has a taller or wider canvas. */
const MOST_PX = 16_384;

/** The bytes of a picture, as sharp as a browser can hold it. Rejects with what is too tall. */
export async function pngOfSvg(svg: string): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const longest = Math.max(width, height);
  if (longest > MOST_PX)
    throw new Error(
      `the picture is ${width} × ${height} px, more than a browser can hold: the SVG holds it`,
    );
  const scale = Math.min(SCALE, MOST_PX / longest);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const ctx = canvas.getContext('2d')!;
  ctx.scale(scale, scale);
  ctx.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser could not make a picture of it');
  return new Uint8Array(await blob.arrayBuffer());
}
