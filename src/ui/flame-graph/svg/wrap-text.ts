/** Of letters in parts of the font size, in the widest of the usual fonts: a picture that is a text cannot measure. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\u{2e80}-\u{10ffff}]/u, 1],
  [/[ijltfrI.,:;'|!()[\]{} ]/, 0.33],
  [/[mwMW%@]/, 0.92],
  [/[A-Z]/, 0.7],
];
const USUAL = 0.6;

function widthOfLetter(letter: string): number {
  return WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? USUAL;
}

/** About how wide words are. */
export function widthOfText(words: string, fontSize: number): number {
  return [...words].reduce((sum, letter) => sum + widthOfLetter(letter) * fontSize, 0);
}

/** Words in lines that are no wider, in their order and all of them; a word that is wider than a line is parted. */
export function wrapText(words: string, fontSize: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (text: string) => widthOfText(text, fontSize) <= width;
  const close = () => {
    lines.push(line.trimEnd());
    line = '';
  };
  for (const word of words.split(/(?<= )/)) {
    if (line !== '' && !fits((line + word).trimEnd())) close();
    if (fits(word.trimEnd())) {
      line += word;
      continue;
    }
    for (const letter of word) {
      if (line !== '' && !fits(line + letter)) close();
      line += letter;
    }
  }
  if (line !== '' || lines.length === 0) close();
  return lines;
}
