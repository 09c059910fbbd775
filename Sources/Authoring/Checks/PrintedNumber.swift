import Text

/// A number as an article prints it, with what the words around it say that it counts: "2.5 million kilograms",
/// "about 130,000 acres", "five to six million", "RMB 70 million".
struct PrintedNumber {
  var number: DecimalNumber
  /// It counts in ten to this power: 6 for millions.
  var scale = 0
  /// What it counts, where a unit is printed.
  var unit: Unit?

  /// Whether a figure says the same; any unit does where none is printed.
  func agrees(with value: DecimalNumber, _ unit: Unit) -> Bool {
    (self.unit ?? unit) == unit
      && value.scaledDown(by: max(0, scale)) == number.scaledDown(by: max(0, -scale))
  }

  /// The numbers of a text, in digits or in English words; of "five to six million" both are millions.
  static func all(in text: String) -> [PrintedNumber] {
    let words = words(of: text)
    return words.indices.compactMap { position in
      guard let number = number(words[position]) else { return nil }
      var result = PrintedNumber(number: number)
      var rest = words[(position + 1)...]
      if rest.first == "to" { rest.removeFirst() }
      if let other = rest.first, Self.number(other) != nil { rest.removeFirst() }
      while let word = rest.first, let scale = scales[word] {
        result.scale += scale
        rest.removeFirst()
      }
      let length = rest.first == "square" ? 2 : 1
      if let (unit, scale) = units[rest.prefix(length).joined(separator: " ")] {
        result.unit = unit
        result.scale += scale
      } else if position > 0, words[position - 1] == "rmb" {
        result.unit = .yuan
      }
      return result
    }
  }

  /// Words and numbers in small letters; every other character but blanks and hyphens by itself.
  private static func words(of text: String) -> [String] {
    enum Kind { case letter, digit, other }
    var words: [String] = []
    var last: Kind?
    for character in text.lowercased() {
      let kind: Kind? =
        switch character {
        case "a"..."z": .letter
        case "0"..."9", ".", ",": .digit
        case " ", "-": nil
        default: .other
        }
      if kind != nil, kind == last, kind != .other {
        words[words.count - 1].append(character)
      } else if kind != nil {
        words.append(String(character))
      }
      last = kind
    }
    return words
  }

  private static func number(_ word: String) -> DecimalNumber? {
    if let number = numbers[word] { return DecimalNumber(digits: number) }
    var digits = word.filter { $0 != "," }
    while digits.hasSuffix(".") { digits.removeLast() }
    return DecimalNumber(digits)
  }

  private static let numbers: [String: Int64] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "half": 50,
  ]

  private static let scales = [
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "万": 4, "萬": 4, "亿": 8, "億": 8,
  ]

  /// Units, with the power of ten of what they are in a figure's; "acres" of these articles are mu.
  private static let units: [String: (Unit, Int)] = [
    "yuan": (.yuan, 0), "rmb": (.yuan, 0), "%": (.percent, 0), "percent": (.percent, 0),
    "percentage": (.points, 0),
    "mu": (.mu, 0), "acre": (.mu, 0), "acres": (.mu, 0), "kilometer": (.km, 0), "kilometers": (.km, 0),
    "km": (.km, 0), "meters": (.m, 0), "square kilometers": (.km2, 0), "square meters": (.m2, 0),
    "tons": (.ton, 0),
    "kilograms": (.ton, -3),
  ]
}
