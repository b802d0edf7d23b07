/** Of a letter in parts of the font size, on average, and of one of a script that fills its square: a picture that is a text cannot measure. */
const [LETTER, WIDE] = [0.573, 1];

const widthOfLetter = (letter: string) => (letter.codePointAt(0)! < 0x2e80 ? LETTER : WIDE);

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
