/// Light stemming: inflected forms of a word become one key. Deterministic, and the same for the words of the
/// data files as for those of a message, so a stem need not be a word.
enum Stemmer {
  /// A word in memory of its own; a stem is a part of it.
  typealias Word = UnsafeMutableBufferPointer<UInt32>

  /// Stems a folded word in place; the stem is never longer.
  static func stem(_ word: Word) -> Word {
    guard let first = word.first else { return word }
    if first >= 0x61 && first <= 0x7A { return stemLatin(word) }
    if first >= 0x620 && first <= 0x6FF { return stemArabic(word) }
    return word
  }

  private static let a: UInt32 = 0x61
  private static let d: UInt32 = 0x64
  private static let e: UInt32 = 0x65
  private static let g: UInt32 = 0x67
  private static let i: UInt32 = 0x69
  private static let l: UInt32 = 0x6C
  private static let n: UInt32 = 0x6E
  private static let s: UInt32 = 0x73
  private static let u: UInt32 = 0x75
  private static let x: UInt32 = 0x78
  private static let y: UInt32 = 0x79

  /// English and French: plural `s` and `x`, `-ies`, `-ing`, `-ed`, final `e`; never below three letters.
  private static func stemLatin(_ word: Word) -> Word {
    var count = word.count
    guard count > 3 else { return word }
    let (last, before, third) = (word[count - 1], word[count - 2], word[count - 3])
    if last == s {
      if before == e && third == i && count > 4 {
        count -= 2
        word[count - 1] = y
      } else if before != s && before != u && before != i {
        count -= 1
      }
    } else if last == x && before == u && third == a && count > 4 {
      count -= 1
      word[count - 1] = l
    }
    if count > 6, word[count - 1] == g, word[count - 2] == n, word[count - 3] == i {
      count -= 3
    } else if count > 6, word[count - 1] == d, word[count - 2] == e {
      count -= 2
    }
    while count > 3, word[count - 1] == e { count -= 1 }
    if count > 4, word[count - 1] == y { word[count - 1] = i }
    return Word(rebasing: word[..<count])
  }

  private static let prefixes = ["وال", "بال", "كال", "فال", "ولل", "لل", "ال"].map {
    $0.unicodeScalars.map(\.value)
  }
  private static let suffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].map {
    $0.unicodeScalars.map(\.value)
  }

  /// Arabic after L. Larkey's "light10": the article with its particles, then plural and gender endings.
  private static func stemArabic(_ word: Word) -> Word {
    var word = word
    for prefix in prefixes
    where prefix[0] == word[0] && word.count >= prefix.count + 2 && word.starts(with: prefix) {
      word = Word(rebasing: word[prefix.count...])
      break
    }
    let last = word[word.count - 1]
    for suffix in suffixes where suffix[suffix.count - 1] == last && word.count >= suffix.count + 3 {
      guard suffix.count == 1 || suffix[0] == word[word.count - 2] else { continue }
      return Word(rebasing: word[..<(word.count - suffix.count)])
    }
    return word
  }
}
