// How easy a text is to read: the rules of app/submission/readability.py, here for people who see the note as they write.
const LONG_SENTENCE = 25;
const FEW_WORDS = 40;
const LONG_WORD = { en: 9, cy: 9 };
const MANY_LONG_WORDS = 0.25;
const MOST_CHARACTERS = 20_000;

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const LINK = /\[([^\]\n]*)\]\([^)\s]*\)/g;
const ADDRESS = /(?:https?:\/\/|www\.|[^\s@]+@)\S*[^\s.,;:!?…)\]"'”’]/g;
const PARAGRAPH = /\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t])/;
const MARKER = /^[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]+/;
const END = /[.!?…]+["'”’)\]]*[ \t\n]+/g;
const LAST_WORD = /(\S+)$/;
const TITLES = new Set("mr mrs ms dr prof st rev tel ext".split(" "));
const SHORTENED = new Set("e.g i.e etc a.m p.m vs approx inc dept e.e h.y ayb tud gw cyf y.b y.p".split(" "));
const CAPITAL = /^\p{Lu}/u;
const DIGRAPHS = /ch|dd|ff|ng|ll|ph|rh|th/g;
const WELSH = new Set(
  "yn y yr a'r i'r o'r mae ac gyda ein eich bydd neu ar gan sydd wedi hefyd pob gallwch pobl".split(" "),
);

const wordsOf = (text) => text.match(WORD) ?? [];
const letters = (text) => [...text].length;

/** @returns {{language: string, words: number, sentences: number, score: number, longSentences: {text: string, words: number}[], longWords: string[]}} */
export function read(text, language = "") {
  const found = sentencesOf([...text].slice(0, MOST_CHARACTERS).join(""));
  const words = found.flatMap((one) => wordsOf(one.text));
  const spoken = language || languageOf(words);
  const long = words.filter((word) => lengthOf(word, spoken) > LONG_WORD[spoken]);
  const share = words.length ? long.length / words.length : 0;
  const average = found.length ? words.length / found.length : 0;
  const many = words.length >= FEW_WORDS && share > MANY_LONG_WORDS;
  const unlike = [...new Set(long)].sort((a, b) => letters(b) - letters(a) || (a < b ? -1 : 1));
  return {
    language: spoken,
    words: words.length,
    sentences: found.length,
    score: Math.floor(average + share * 100 + 0.5),
    longSentences: found.filter((one) => one.words > LONG_SENTENCE),
    longWords: many ? unlike.slice(0, 3) : [],
  };
}

function sentencesOf(text) {
  return text
    .split(PARAGRAPH)
    .flatMap((part) => split(plain(part).replace(MARKER, "")))
    .map((one) => ({ text: one, words: wordsOf(one).length }))
    .filter((one) => one.words);
}

function plain(part) {
  return part.replace(LINK, "$1").replace(ADDRESS, "link").replaceAll("**", "").replaceAll("__", "");
}

function split(part) {
  const pieces = [];
  let begun = 0;
  for (const match of part.matchAll(END)) {
    const before = part.slice(begun, match.index).match(LAST_WORD);
    const word = before ? before[1].toLowerCase().replace(/^[("'“‘]+/, "") : "";
    const end = match.index + match[0].length;
    if (TITLES.has(word) || (SHORTENED.has(word) && !CAPITAL.test(part.slice(end)))) continue;
    pieces.push(part.slice(begun, end));
    begun = end;
  }
  return [...pieces, part.slice(begun)].map((piece) => piece.split(/\s+/).filter(Boolean).join(" "));
}

function languageOf(words) {
  const small = words.filter((word) => WELSH.has(word.toLowerCase().replaceAll("’", "'"))).length;
  return words.length && small * 8 >= words.length ? "cy" : "en";
}

function lengthOf(word, language) {
  const parts = word.toLowerCase().split(/['’-]/);
  return Math.max(...parts.map((part) => letters(language === "cy" ? part.replace(DIGRAPHS, "x") : part)));
}
