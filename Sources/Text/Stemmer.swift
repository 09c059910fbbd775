/// Light stemming: inflected forms of a word become one key. Deterministic, and the same for the words of the
/// data files as for those of a message, so a stem need not be a word.
enum Stemmer {
  /// Stems a folded word in place.
  static func stem(_ word: inout [UInt32]) {
    guard let first = word.first else { return }
    if first >= 0x61 && first <= 0x7A {
      stemLatin(&word)
    } else if isArabic(first) {
      stemArabic(&word)
    }
  }

  static func isArabic(_ scalar: UInt32) -> Bool { scalar >= 0x620 && scalar <= 0x6FF }

  /// English and French: plural `s` and `x`, `-ies`, `-ing`, `-ed`, final `e`; never below three letters.
  private static func stemLatin(_ word: inout [UInt32]) {
    guard word.count > 3 else { return }
    if word.hasSuffix("ies"), word.count > 4 {
      word.removeLast(3)
      word.append(0x79)
    } else if word.hasSuffix("aux"), word.count > 4 {
      word.removeLast(2)
      word.append(0x6C)
    } else if word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is") {
      word.removeLast()
    }
    if word.hasSuffix("ing"), word.count > 6 {
      word.removeLast(3)
    } else if word.hasSuffix("ed"), word.count > 5 {
      word.removeLast(2)
    }
    while word.count > 3, word.last == 0x65 { word.removeLast() }
    if word.count > 4, word.last == 0x79 { word[word.count - 1] = 0x69 }
  }

  /// Arabic after L. Larkey's "light10": the article with its particles, then plural and gender endings.
  private static func stemArabic(_ word: inout [UInt32]) {
    for prefix in ["وال", "بال", "كال", "فال", "ولل", "لل", "ال"]
    where word.count >= prefix.unicodeScalars.count + 2 && word.hasPrefix(prefix) {
      word.removeFirst(prefix.unicodeScalars.count)
      break
    }
    for suffix in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"]
    where word.count >= suffix.unicodeScalars.count + 3 && word.hasSuffix(suffix) {
      word.removeLast(suffix.unicodeScalars.count)
      break
    }
  }
}

extension Array where Element == UInt32 {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard count >= scalars.count else { return false }
    return zip(suffix(scalars.count), scalars).allSatisfy { $0 == $1.value }
  }

  fileprivate func hasPrefix(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard count >= scalars.count else { return false }
    return zip(self, scalars).allSatisfy { $0 == $1.value }
  }
}
