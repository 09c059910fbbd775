import Testing

@testable import Text

@Suite struct QuantityTests {
  static func number(_ text: String, _ unit: Unit) -> Quantity {
    .number(DecimalNumber(text) ?? DecimalNumber(digits: 0), unit)
  }

  /// Each figure as each language writes it: en, zh-Hans, zh-Hant, ja, fr, ar.
  static let spoken: [(Quantity, [String])] = [
    (
      number("130000", .mu),
      [
        "130,000 mu (about 8,667 ha)", "13万亩（约8667公顷）", "13萬畝（約8667公頃）", "13万ムー（約8,667ヘクタール）",
        "130\u{202F}000 mu (environ 8\u{202F}667 ha)", "130,000 مو (نحو 8,667 هكتار)",
      ]
    ),
    (
      number("30", .mu),
      ["30 mu (2 ha)", "30亩（即2公顷）", "30畝（即2公頃）", "30ムー（2ヘクタール）", "30 mu (soit 2 ha)", "30 مو (أي 2 هكتار)"]
    ),
    (
      number("19100000000", .yuan),
      ["19.1 billion yuan", "191亿元", "191億元", "191億元", "19,1 milliards de yuans", "19.1 مليار يوان"]
    ),
    (
      number("578500000", .yuan),
      ["578.5 million yuan", "5.785亿元", "5.785億元", "5.785億元", "578,5 millions de yuans", "578.5 مليون يوان"]
    ),
    (
      number("5900000", .yuan),
      ["5.9 million yuan", "590万元", "590萬元", "590万元", "5,9 millions de yuans", "5.9 مليون يوان"]
    ),
    (number("36", .percent), ["36%", "36%", "36%", "36%", "36\u{A0}%", "36%"]),
    (
      number("10735", .mu),
      [
        "10,735 mu (about 716 ha)", "10,735亩（约716公顷）", "10,735畝（約716公頃）", "10,735ムー（約716ヘクタール）",
        "10\u{202F}735 mu (environ 716 ha)", "10,735 مو (نحو 716 هكتار)",
      ]
    ),
    (number("2", .hour), ["2 hours", "2小时", "2小時", "2時間", "2 heures", "ساعتين"]),
    (number("6", .day), ["6 days", "6天", "6天", "6日", "6 jours", "6 أيام"]),
    (number("1", .year), ["1 year", "1年", "1年", "1年", "1 an", "1 سنة"]),
    (
      number("4200000", .count),
      ["4,200,000", "420万", "420萬", "420万", "4\u{202F}200\u{202F}000", "4,200,000"]
    ),
    (
      .date(PartialDate("2024-03-19")!),
      ["19 March 2024", "2024年3月19日", "2024年3月19日", "2024年3月19日", "19 mars 2024", "19 مارس 2024"]
    ),
    (
      .date(PartialDate("2025-06")!),
      ["June 2025", "2025年6月", "2025年6月", "2025年6月", "juin 2025", "يونيو 2025"]
    ),
    (
      .date(PartialDate("2024-06-01")!),
      ["1 June 2024", "2024年6月1日", "2024年6月1日", "2024年6月1日", "1er juin 2024", "1 يونيو 2024"]
    ),
    (.date(PartialDate("2025")!), ["2025", "2025", "2025", "2025", "2025", "2025"]),
  ]

  @Test(arguments: spoken) func eachLanguageWritesTheFigureItsOwnWay(quantity: Quantity, expected: [String]) {
    #expect(Language.allCases.map { quantity.spoken(in: $0) } == expected)
  }

  @Test func areasConvert() {
    let quantity = Self.number("27000", .mu)
    #expect(quantity.converted(to: .ha) == Self.number("1800", .ha))
    #expect(quantity.converted(to: .acre) == Self.number("4448", .acre))
    #expect(quantity.converted(to: .km2) == Self.number("18", .km2))
    #expect(Self.number("5", .yuan).converted(to: .ha) == nil)
    #expect(Self.number("99999999999999999", .km2).converted(to: .m2) == nil)
  }

  @Test(arguments: ["", "-", "1.", ".5", "1,000", "1e5", "12345678901234567890", "٣"])
  func whatIsNoPlainNumberIsRefused(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test func decimalsAreExact() {
    #expect(DecimalNumber("5.90") == DecimalNumber("5.9"))
    #expect(DecimalNumber("0.05")?.formatted(group: ",", decimal: ".") == "0.05")
    #expect(DecimalNumber("-1234567.5")?.formatted(group: ",", decimal: ".") == "-1,234,567.5")
  }

  @Test(arguments: ["2025", "2025-06", "2024-02-29", "0214-12-01"])
  func datesAreWrittenAsTheyAreRead(text: String) { #expect(PartialDate(text)?.text == text) }

  @Test(arguments: ["2023-02-29", "2024-13", "24-01-01", "2024-1-1", "2024-00", "", "2024-"])
  func daysThatAreNoneAreRefused(text: String) { #expect(PartialDate(text) == nil) }
}
