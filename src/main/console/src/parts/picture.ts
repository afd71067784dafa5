const WIDTH = 750;
const PAD = 56;

interface Picture {
  title: string;
  text: string;
  below: string;
  code: HTMLCanvasElement | null;
}

/** Draws title, text and code as one picture, as people send them to groups, and saves it. */
export function savePicture({ title, text, below, code }: Picture) {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const family = getComputedStyle(document.body).fontFamily;
  const big = `700 44px ${family}`;
  const usual = `400 32px ${family}`;
  const titles = lines(pen, big, title);
  const texts = lines(pen, usual, text);
  const side = code ? 320 : 0;
  canvas.width = WIDTH;
  canvas.height = PAD * 2 + titles.length * 60 + 24 + texts.length * 50 + (side ? side + 100 : 0);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#e4572e';
  pen.fillRect(0, 0, canvas.width, 16);
  pen.textBaseline = 'top';
  let y = PAD;
  pen.fillStyle = '#2b2320';
  pen.font = big;
  for (const line of titles) {
    pen.fillText(line, PAD, y);
    y += 60;
  }
  y += 24;
  pen.fillStyle = '#3b3230';
  pen.font = usual;
  for (const line of texts) {
    pen.fillText(line, PAD, y);
    y += 50;
  }
  if (code) {
    y += 30;
    pen.drawImage(code, (WIDTH - side) / 2, y, side, side);
    pen.fillStyle = '#8a6a5c';
    pen.font = `400 24px ${family}`;
    pen.textAlign = 'center';
    pen.fillText(below, WIDTH / 2, y + side + 14);
  }
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = 'message.png';
  link.click();
}

/** Breaks between words, or between any two letters of a language that has none. */
export function lines(pen: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>, font: string, text: string): string[] {
  pen.font = font;
  const found: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(/[\u0021-\u024f]+\s?|\s|[^\u0021-\u024f]/gu) ?? []) {
      if (line && pen.measureText(line + piece.trimEnd()).width > WIDTH - 2 * PAD) {
        found.push(line.trimEnd());
        line = piece.trimStart();
      } else {
        line += piece;
      }
    }
    found.push(line.trimEnd());
  }
  return found;
}
