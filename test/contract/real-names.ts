/** Names as people type them: no two look alike. */
export const REAL_NAMES: readonly string[] = [
  // Latin, with accents, apostrophes, hyphens, digits and abbreviations.
  'Ana', 'Iara', 'Lara', 'João', 'Joao', 'José', 'Jose', 'Conceição', "O'Neil", 'D’Angelo', 'Jean-Luc', 'Zoë', 'Zoe', 'Žofie', 'Łukasz',
  'Đorđe', 'Þór', 'Ærø', 'Håkon', 'Björk', 'Jürgen', 'Weiß', 'Çağrı', 'İpek', 'Gül', 'Əli', 'Ñusta', 'Dvořák', 'Erzsébet', 'Ștefan',
  'Ħamrun', 'Ŋaaba', 'Ọlá', 'Nguyễn Thị Mỹ Duyên', 'Trần Văn Ước', 'Kaʻahumanu', 'ana_2004', 'bruno.silva', 'maria@home', 'x99', 'J. R. R.',
  'Dr. Müller (Wien)', 'Anaïs & Théo', 'L\'Écuyer', 'Ngũgĩ', 'Mc Coy', 'Ian', 'Will', 'Ali', 'Ilse', 'user1', 'user2', 'user10',
  // Greek, Cyrillic, Armenian, Georgian.
  'Νίκος', 'Ελένη Παπαδοπούλου', 'Ἀριστοτέλης', 'Анна', 'Нина', 'Юрий', 'Алёна', 'Їжак', 'Ђорђе', 'Өркеш', 'Արամ', 'გიორგი',
  // Hebrew with niqqud and punctuation, Arabic, Persian and Urdu with non-joiners, Syriac, N'Ko.
  'שלום', 'דָּוִד', 'צ׳רלי', 'محمد', 'مُحَمَّد', 'عبد الله', 'فاطمة', 'علی‌رضا', 'می‌نا', 'کیان', 'ثناء اللہ', 'ئه‌حمه‌د', 'ܡܪܝܡ', 'ߞߊ߲ߞߊ߲',
  // Indic scripts with viramas, joiners and vowel signs.
  'राजेश', 'श्रीकृष्ण', 'ज्ञानेश्वर', 'राज‌कुमार'.replace('\u200C', '्\u200C'), 'সুস্মিতা', 'র‍্যাচেল', 'ਗੁਰਪ੍ਰੀਤ', 'જયેશ', 'ପ୍ରିୟା', 'தமிழ்ச்செல்வி',
  'రాజ్‌కుమార్', 'ಶ್ರೀನಿವಾಸ', 'അനില്‍', 'ലക്ഷ്മി', 'ශ්‍රීමතී', 'ක්‍රිශාන්', 'ལྷ་མོ',
  // South East Asia.
  'สมชาย', 'น้ำฝน', 'ณัฐวุฒิ', 'ສົມຈິດ', 'សុខ សុភា', 'ប៉ុស្តិ៍', 'မောင်မောင်', 'စန္ဒာ', 'ᮃᮞᮦᮕ᮪', 'ꦱꦶꦠꦶ',
  // East Asia.
  '김민준', '이서연', '남궁 민', '王小明', '李娜', '張偉', '佐藤さくら', 'タロウ', 'ジョン・スミス', '葛󠄀城', '辻󠄀', '渡邉', '々木', 'ᠮᠣᠩᠭᠣᠯ',
  // Ethiopic, Tifinagh, Cherokee, Adlam.
  'አበበ', 'ⴰⵎⴰⵣⵉⵖ', 'ᏣᎳᎩ', '𞤀𞤣𞤤𞤢𞤥',
  // Emoji, alone, joined, with skin tones, in flags, keycaps and tags.
  'ana 🌻', '🦊', '👩‍💻', '👩🏽‍💻', '👨‍👩‍👧‍👦', '❤️', '🏳️‍🌈', '🏴‍☠️', '🇧🇷', '🇵🇹 Rui', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '7️⃣', '🧑🏿‍🤝‍🧑🏻', '🐻‍❄️', '👁️‍🗨️', '☀️', '♟️', '©️ rights',
  // Punctuation and symbols.
  '¯\\_(ツ)_/¯', '(^_^)', '★ Kai ★', '×', '?', '0', '42', '#1', '½', '€', 'ª',
];
