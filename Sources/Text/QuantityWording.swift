extension Quantity {
  /// The figure as it is written in the language: 130,000 mu (about 8,667 ha) · 13万亩（约8667公顷）·
  /// 130 000 mu (environ 8 667 ha); 19.1 billion yuan · 191亿元 · 19,1 milliards de yuans.
  ///
  /// Mu come with hectares in brackets; a `count` is the bare number.
  public func spoken(in language: Language) -> String {
    switch self {
    case .date(let date): return date.spoken(in: language)
    case .number(let number, .mu):
      let hectares = converted(to: .ha) ?? self
      let exact = isExact(in: .ha, as: hectares)
      return Self.bracketed(
        Self.plain(number, .mu, language), hectares.spoken(in: language), exact: exact, language: language)
    case .number(let number, let unit): return Self.plain(number, unit, language)
    }
  }

  private static func bracketed(_ main: String, _ other: String, exact: Bool, language: Language) -> String {
    switch language {
    case .english: "\(main) (\(exact ? "" : "about ")\(other))"
    case .simplifiedChinese: "\(main)（\(exact ? "即" : "约")\(other)）"
    case .traditionalChinese: "\(main)（\(exact ? "即" : "約")\(other)）"
    case .japanese: "\(main)（\(exact ? "" : "約")\(other)）"
    case .french: "\(main) (\(exact ? "soit" : "environ") \(other))"
    case .arabic: "\(main) (\(exact ? "أي" : "نحو") \(other))"
    }
  }

  private static func plain(_ number: DecimalNumber, _ unit: Unit, _ language: Language) -> String {
    switch language {
    case .english: english(number, unit)
    case .simplifiedChinese: chinese(number, unit, traditional: false)
    case .traditionalChinese: chinese(number, unit, traditional: true)
    case .japanese: japanese(number, unit)
    case .french: french(number, unit)
    case .arabic: arabic(number, unit)
    }
  }

  // MARK: English

  private static func english(_ number: DecimalNumber, _ unit: Unit) -> String {
    let digits = number.formatted(group: ",", decimal: ".")
    let one = digits == "1"
    func noun(_ singular: String, _ plural: String) -> String { "\(digits) \(one ? singular : plural)" }
    switch unit {
    case .yuan:
      let (short, scale) = western(number)
      let word = scale == 9 ? " billion" : scale == 6 ? " million" : ""
      return short.formatted(group: ",", decimal: ".") + word + " yuan"
    case .percent: return digits + "%"
    case .points: return noun("percentage point", "percentage points")
    case .count: return digits
    case .km2: return digits + " km²"
    case .m2: return digits + " m²"
    case .acre: return noun("acre", "acres")
    case .ton: return noun("tonne", "tonnes")
    case .hour: return noun("hour", "hours")
    case .minute: return noun("minute", "minutes")
    case .day: return noun("day", "days")
    case .year: return noun("year", "years")
    default: return digits + " " + unit.rawValue
    }
  }

  // MARK: Chinese

  private static func chinese(_ number: DecimalNumber, _ unit: Unit, traditional: Bool) -> String {
    let value = eastern(
      number, group: "", hundredMillion: traditional ? "億" : "亿", tenThousand: traditional ? "萬" : "万")
    func pick(_ simplified: String, _ other: String) -> String { value + (traditional ? other : simplified) }
    switch unit {
    case .yuan: return value + "元"
    case .mu: return pick("亩", "畝")
    case .km2: return value + "平方公里"
    case .m2: return value + "平方米"
    case .ha: return pick("公顷", "公頃")
    case .acre: return pick("英亩", "英畝")
    case .percent: return value + "%"
    case .points: return pick("个百分点", "個百分點")
    case .count: return value
    case .km: return value + "公里"
    case .m: return value + "米"
    case .ton: return pick("吨", "噸")
    case .hour: return pick("小时", "小時")
    case .minute: return pick("分钟", "分鐘")
    case .day: return value + "天"
    case .year: return value + "年"
    case .ms: return value + "毫秒"
    default: return value + unit.rawValue
    }
  }

  // MARK: Japanese

  private static func japanese(_ number: DecimalNumber, _ unit: Unit) -> String {
    let value = eastern(number, group: ",", hundredMillion: "億", tenThousand: "万")
    switch unit {
    case .yuan: return value + "元"
    case .mu: return value + "ムー"
    case .km2: return value + "平方キロメートル"
    case .m2: return value + "平方メートル"
    case .ha: return value + "ヘクタール"
    case .acre: return value + "エーカー"
    case .percent: return value + "%"
    case .points: return value + "ポイント"
    case .count: return value
    case .km: return value + "キロメートル"
    case .m: return value + "メートル"
    case .ton: return value + "トン"
    case .hour: return value + "時間"
    case .minute: return value + "分"
    case .day: return value + "日"
    case .year: return value + "年"
    case .ms: return value + "ミリ秒"
    default: return value + unit.rawValue
    }
  }

  // MARK: French

  private static func french(_ number: DecimalNumber, _ unit: Unit) -> String {
    let digits = frenchDigits(number)
    func noun(_ singular: String, _ plural: String) -> String {
      "\(digits) \(number.value < 2 ? singular : plural)"
    }
    switch unit {
    case .yuan:
      let (short, scale) = western(number)
      let one = short.value < 2
      let word =
        scale == 9
        ? (one ? " milliard de" : " milliards de") : scale == 6 ? (one ? " million de" : " millions de") : ""
      return frenchDigits(short) + word + (number.value < 2 ? " yuan" : " yuans")
    case .percent: return digits + "\u{A0}%"
    case .points: return noun("point de pourcentage", "points de pourcentage")
    case .count: return digits
    case .km2: return digits + " km²"
    case .m2: return digits + " m²"
    case .acre: return noun("acre", "acres")
    case .ton: return noun("tonne", "tonnes")
    case .hour: return noun("heure", "heures")
    case .minute: return noun("minute", "minutes")
    case .day: return noun("jour", "jours")
    case .year: return noun("an", "ans")
    default: return digits + " " + unit.rawValue
    }
  }

  private static func frenchDigits(_ number: DecimalNumber) -> String {
    number.formatted(group: "\u{202F}", decimal: ",")
  }

  // MARK: Arabic

  private static func arabic(_ number: DecimalNumber, _ unit: Unit) -> String {
    let digits = number.formatted(group: ",", decimal: ".")
    /// The counted noun: two is a dual without digits, 3 to 10 take the plural, else the singular.
    func noun(_ singular: String, _ dual: String, _ plural: String) -> String {
      if number.places == 0 && number.digits == 2 { return dual }
      let few = number.places == 0 && (3...10).contains(number.digits % 100)
      return "\(digits) \(few ? plural : singular)"
    }
    switch unit {
    case .yuan:
      let (short, scale) = western(number)
      let word = scale == 9 ? " مليار" : scale == 6 ? " مليون" : ""
      return short.formatted(group: ",", decimal: ".") + word + " يوان"
    case .mu: return digits + " مو"
    case .km2: return digits + " كيلومتر مربع"
    case .m2: return digits + " متر مربع"
    case .ha: return digits + " هكتار"
    case .acre: return digits + " فدان إنجليزي (acre)"
    case .percent: return digits + "%"
    case .points: return digits + " نقطة مئوية"
    case .count: return digits
    case .km: return digits + " كيلومتر"
    case .m: return digits + " متر"
    case .ton: return digits + " طن"
    case .hour: return noun("ساعة", "ساعتين", "ساعات")
    case .minute: return noun("دقيقة", "دقيقتين", "دقائق")
    case .day: return noun("يومًا", "يومين", "أيام")
    case .year: return noun("سنة", "سنتين", "سنوات")
    case .ms: return digits + " ملي ثانية"
    default: return digits + " " + unit.rawValue
    }
  }

  // MARK: Scales

  /// Millions and billions; smaller numbers stay as they are.
  private static func western(_ number: DecimalNumber) -> (DecimalNumber, Int) {
    let size = abs(number.value)
    if size >= 1e9 { return (number.scaledDown(by: 9), 9) }
    if size >= 1e6 { return (number.scaledDown(by: 6), 6) }
    return (number, 0)
  }

  /// 亿 and 万, where at most three places remain; other numbers are written out.
  private static func eastern(
    _ number: DecimalNumber, group: String, hundredMillion: String, tenThousand: String
  ) -> String {
    let size = abs(number.value)
    for (limit, exponent, word) in [(1e8, 8, hundredMillion), (1e4, 4, tenThousand)] where size >= limit {
      let scaled = number.scaledDown(by: exponent)
      if scaled.places <= (exponent == 8 ? 4 : 2) {
        return scaled.formatted(group: group, decimal: ".") + word
      }
    }
    return number.formatted(group: size >= 1e4 ? "," : group, decimal: ".")
  }
}

extension PartialDate {
  /// The date as it is written in the language: 19 March 2024 · 2024年3月19日 · 1er juin 2025. A year alone
  /// is its digits.
  public func spoken(in language: Language) -> String {
    guard let month else { return String(year) }
    switch language {
    case .english:
      let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
      ]
      return (day.map { "\($0) " } ?? "") + "\(names[month - 1]) \(year)"
    case .simplifiedChinese, .traditionalChinese, .japanese:
      return "\(year)年\(month)月" + (day.map { "\($0)日" } ?? "")
    case .french:
      let names = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
      ]
      return (day.map { $0 == 1 ? "1er " : "\($0) " } ?? "") + "\(names[month - 1]) \(year)"
    case .arabic:
      let names = [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
        "ديسمبر",
      ]
      return (day.map { "\($0) " } ?? "") + "\(names[month - 1]) \(year)"
    }
  }
}
