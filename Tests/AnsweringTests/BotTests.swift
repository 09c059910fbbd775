import Testing
import Text

@testable import Answering

/// Behaviour that does not hang on single facts.
@Suite struct BotTests {
  @Test func theFirstReplySaysThatItIsAutomaticAndLaterOnesDoNot() throws {
    let bot = try Knowledge.bot()
    let notice = try Knowledge.catalogue.phrase("automatic", .english)
    #expect(bot.reply(to: ["hello"]).text.hasSuffix(notice))
    #expect(!bot.reply(to: ["sihui fax?"]).text.contains(notice))
    bot.reset(conversation: "test")
    #expect(bot.reply(to: ["sihui fax?"]).text.hasSuffix(notice))
  }

  @Test(arguments: [
    "How big is the whole cluster, and how big is its starting area?", "集聚区全域面积和起步区面积各多少",
    "集聚區總面積同起步區面積各係幾多", "集積区全体の面積とスタートエリアの面積は？",
    "quelle est la superficie du pôle et celle de la zone de démarrage ?",
    "ما مساحة المجمع الصناعي الكبير ومساحة منطقة الانطلاق؟",
  ]) func twoPlacesOneInTheOtherAreBothAnswered(question: String) throws {
    let text = try Knowledge.bot().reply(to: [question]).text
    #expect(text.contains("992") && text.contains("137"), "\(text)")
  }

  @Test(arguments: [
    "Huaihai or Zhengchuang, which has the bigger plot?", "Huaihai和Zhengchuang哪个占地更大",
    "Huaihai同Zhengchuang邊個佔地大啲", "HuaihaiとZhengchuang、敷地が広いのはどっち？",
    "Huaihai ou Zhengchuang, lequel a le plus grand terrain ?", "Huaihai أو Zhengchuang، أيهما أرضه أكبر؟",
  ]) func thingsThatAreComparedAreBothTold(question: String) throws {
    let reply = try Knowledge.bot().reply(to: [question])
    #expect(
      reply.outcome == .answer && reply.text.contains("214"), "\(reply.text)")
    #expect(reply.text.replacing(",", with: ".").contains("48.7"), "\(reply.text)")
  }

  @Test(arguments: [
    "fax of the city's investment bureau, not Sihui", "肇庆市招商局传真，不是四会的", "肇慶市招商局傳真，唔係四會",
    "四会じゃなくて肇慶市投資促進局のファックスは？", "le fax du bureau de Zhaoqing, pas Sihui",
    "فاكس مكتب تشاوتشينغ مو سيهوي",
  ]) func aNameThatIsRuledOutIsNotAnswered(question: String) throws {
    let reply = try Knowledge.bot().reply(to: [question])
    #expect(reply.contact?.fax == "+86 758 2282600", "\(reply.text)")
  }

  @Test func aNameThatStandsAloneIsNeverRuledOut() throws {
    #expect(
      try Knowledge.bot().reply(to: ["why not the sihui bureau? its fax"]).contact?.fax == "+86 758 3611188")
  }

  @Test func aNumberTellsItsBureauAndAShorterOneDoesNot() throws {
    let bot = try Knowledge.bot()
    for text in ["3983186 whose number is that", "0758-3983186?", "+86 758 398 3186 是哪家的"] {
      #expect(bot.reply(to: [text], in: text).contact?.telephone == "+86 758 3983186", "\(text)")
    }
    #expect(bot.reply(to: ["983186"], in: "short").contact?.telephone != "+86 758 3983186")
    #expect(bot.reply(to: ["13800138000"], in: "other").outcome != .answer)
  }

  @Test func aPlaceWithoutABureauIsSentToTheCitysAndToldSo() throws {
    let reply = try Knowledge.bot().reply(to: ["whom do I contact in Guangning?"])
    #expect(reply.outcome == .answer && reply.contact?.telephone == "+86 758 2899202")
    #expect(reply.text.hasPrefix("I have nothing on Guangning"))
  }

  @Test func whatOnlyPlacesHaveIsAskedOfTheCityAfterACompany() throws {
    let bot = try Knowledge.bot()
    let population = bot.reply(to: ["tell me about Haobo", "what is the population?"], in: "a")
    #expect(population.outcome == .answer && population.text.contains("4,200,000"), "\(population.text)")
    let plot = bot.reply(to: ["tell me about Haobo", "how many mu is the plot?"], in: "b")
    #expect(plot.outcome == .unanswered, "\(plot.text)")
  }

  @Test func aYearThatIsRuledOutIsNotAsked() throws {
    let bot = try Knowledge.bot()
    let reply = bot.reply(to: ["good air days in 2022, not 2021"], in: "a")
    #expect(reply.text.contains("86%"), "\(reply.text)")
    #expect(bot.reply(to: ["good air days in 2021"], in: "b").outcome == .unanswered)
  }

  @Test(arguments: [
    "Zhaoqing New District, first half of 2023: how much did GDP grow, and industrial investment?",
    "肇庆新区23年上半年工业投资涨了几成，GDP呢", "肇慶新區2023年上半年GDP升幾多，工業投資呢",
    "新区の2023年上半期の数字知りたい。GDPの伸びと、工業投資の伸び",
    "Nouveau district de Zhaoqing, premier semestre 2023 : croissance du PIB et de l'investissement industriel ?",
    "منطقة تشاوتشينغ الجديدة في النصف الأول من 2023: كم نما الناتج المحلي، وكم نما الاستثمار الصناعي؟",
  ]) func twoThingsAskedOfOneAreBothTold(question: String) throws {
    let text = try Knowledge.bot().reply(to: [question]).text
    #expect(text.contains("11") && text.contains("47"), "\(text)")
  }

  @Test(arguments: [
    ["how many high-tech enterprises did Zhaoqing have in 2022?", "and the year after?"],
    ["肇庆2022年有多少家高新技术企业", "第二年呢？"], ["肇慶2022年有幾多間高新技術企業", "下一年呢？"],
    ["2022年の肇慶の高新技術企業は何社？", "翌年は？"],
    ["combien d'entreprises de haute technologie à Zhaoqing en 2022 ?", "et l'année suivante ?"],
    ["كم عدد شركات التكنولوجيا العالية في تشاوتشينغ عام 2022؟", "والسنة التالية؟"],
  ]) func theYearAfterIsThatOfTheLastAnswer(turns: [String]) throws {
    let text = try Knowledge.bot().reply(to: turns).text
    #expect(text.filter(\.isNumber).contains("1500"), "\(text)")
  }

  @Test(arguments: [
    "who heads the investment bureau of the high-tech zone?", "高新区招商局局长是谁", "高新區招商局局長係邊個",
    "ハイテク区の投資促進局長は誰ですか", "من مدير مكتب الاستثمار في منطقة التكنولوجيا العالية؟",
  ]) func whoHeadsABureauIsTold(question: String) throws {
    #expect(try Knowledge.bot().reply(to: [question]).text.contains(/Deng Jirong|دنغ/), "\(question)")
  }

  @Test func anotherBureausHeadIsNotTold() throws {
    for question in ["who heads the Sihui investment bureau", "四会招商局局长是谁"] {
      let reply = try Knowledge.bot().reply(to: [question])
      #expect(
        !reply.text.contains(/Deng|Luo Sheng|Huang/) && reply.contact?.fax == "+86 758 3611188",
        "\(reply.text)")
    }
  }

  @Test func whatIsToldBeforeTheQuestionWeighsLess() throws {
    let question =
      "We make auto parts and are looking for a site in Zhaoqing. How much land is still available?"
    let reply = try Knowledge.bot().reply(to: [question])
    #expect(reply.text.contains("130,000 mu") && reply.text.contains("30,000 mu"), "\(reply.text)")
    // A maker of auto parts, with its plot.
    #expect(!reply.text.contains("Vidya"), "\(reply.text)")
  }

  @Test func aDescriptionNamesAThingAsItsNameWould() throws {
    let text = try Knowledge.bot().reply(to: [
      "elevator safety parts maker in the starting area... what annual output at full production"
    ]).text
    #expect(text.contains("500 million yuan"), "\(text)")
  }

  @Test(arguments: [
    "what was Zhaoqing's actual trade growth in 2023, not the target",
    "tongyu sales for 2022? got the 2021 one already",
    "ventes de Tongyu en 2022 ? j'ai déjà 2021", "2023年肇庆外贸实际增长了多少，不要目标",
  ]) func anotherYearAndAnAimAreNoResult(question: String) throws {
    let reply = try Knowledge.bot().reply(to: [question])
    #expect(reply.outcome == .unanswered, "\(reply.text)")
  }

  @Test func aBureauIsFoundByItsRoadAndNeedsNoAppointment() throws {
    let bot = try Knowledge.bot()
    for (question, telephone) in [
      ("what road is the dinghu investment office on", "+86 758 2626878"),
      ("I want to visit the Gaoyao bureau myself, which street?", "+86 758 8392673"),
    ] {
      let reply = bot.reply(to: [question], in: question)
      #expect(reply.outcome == .answer && reply.contact?.telephone == telephone, "\(reply.text)")
    }
    #expect(bot.reply(to: ["can I book a visit to the Gaoyao bureau?"], in: "book").outcome == .handoff)
  }

  @Test func theFaxAfterAnAnswerThatIsNotHeldIsThatOfThePlaceInQuestion() throws {
    let reply = try Knowledge.bot().reply(to: ["price of land in Gaoyao?", "ok, their fax?"])
    #expect(reply.contact?.fax == "+86 758 8200738", "\(reply.text)")
  }

  @Test func aHandoverSaysWhatItCannotDo() throws {
    let bot = try Knowledge.bot()
    #expect(bot.reply(to: ["I want to leave a message"]).text.hasPrefix("I cannot pass on messages."))
    #expect(bot.reply(to: ["can I book a visit"]).text.hasPrefix("I cannot book visits myself."))
    #expect(bot.reply(to: ["call me back"]).text.hasPrefix("I cannot make calls myself."))
  }

  /// In a word of five letters a letter left out, put in or changed about is forgiven, but not a wrong one.
  @Test func aShortWordIsNotMendedToAnother() throws {
    let lexicon = try Knowledge.catalogue.lexicon
    for (word, isMended) in [("tower", false), ("sihiu", true), ("siuhi", true), ("dashha", true)] {
      #expect(lexicon.read(Tokenizer.tokens(of: word), in: .english).mended.isEmpty != isMended, "\(word)")
    }
  }

  /// What is asked of a thing is either held or said to be missing: its area, its opening, a year's figure.
  @Test(arguments: [
    ["how many mu does Yuanxin take?"], ["远信储能占地多少亩"], ["yuanxin, what does it invest?", "and how many mu?"],
    ["when does Jiafuda start production?"], ["佳富达什么时候投产"], ["how many inhabitants has Gaoyao?"],
    ["how many inhabitants has zhaoqing?", "and Gaoyao?"],
    ["what did Xpeng build in zhaoqing in 2022?", "and in 2019?"],
  ]) func aThingsFigureThatIsNotHeldIsNotReplacedByAnother(turns: [String]) throws {
    let reply = try Knowledge.bot().reply(to: turns)
    #expect(reply.outcome == .unanswered && reply.contact != nil, "\(reply.text)")
  }

  @Test(arguments: [
    "", " ", "?!…", "\u{0}\u{1}\u{1B}[31m", "\u{202E}\u{202C}", "😀", "👨‍👩‍👧", String(repeating: "a", count: 4096),
    String(repeating: "四", count: 4096), String(repeating: "[", count: 3000), "{place}", "<land>", "%s%n",
    "../../etc/passwd",
    String(repeating: "land ", count: 800), "\u{FFFD}\u{FFFF}", "1", "99999999999999999999", "-", "/help",
  ]) func awkwardMessagesGetACleanReply(text: String) throws {
    let reply = try Knowledge.bot().reply(to: [text])
    #expect(!reply.text.isEmpty)
    #expect(reply.text == Sanitizer.clean(reply.text))
    #expect(!reply.messages.isEmpty)
  }

  @Test func aMessageAtTheLimitIsReadAndOneAboveIsNot() throws {
    let bot = try Knowledge.bot()
    let question = "sihui fax?"
    let fits = String(repeating: " ", count: Bot.textLimit - question.count) + question
    #expect(bot.reply(to: [fits], in: "a").intent == "contact_bureau")
    #expect(bot.reply(to: [fits + " "], in: "b").outcome == .clarify)
  }

  @Test func anOptionIsChosenByNumberIdTitleOrWords() throws {
    let bot = try Knowledge.bot()
    let options = bot.reply(to: ["fax number?"], in: "0").options
    #expect(options.count >= 5)
    let sihui = try #require(options.firstIndex { $0.id == "contact_sihui" })
    for choice in ["\(sihui + 1)", "contact_sihui", options[sihui].title, options[sihui].title.uppercased()] {
      let reply = bot.reply(to: ["fax number?", choice], in: choice)
      #expect(reply.contact?.fax == "+86 758 3611188", "\(choice)")
    }
  }

  @Test func aConversationEndsAfterASilence() throws {
    let bot = try Knowledge.bot()
    func ask(_ text: String, at time: Int64) -> Reply {
      bot.reply(to: Question(conversation: "c", text: text), now: time)
    }
    _ = ask("gaoyao bureau phone?", at: 0)
    #expect(ask("and the fax?", at: 30 * 60 * 1000).contact?.fax == "+86 758 8200738")
    #expect(ask("and the fax?", at: 60 * 60 * 1000 + 1).outcome == .clarify)
  }

  @Test func theFrontEndsPlaceFillsWhatTheMessageLeavesOpen() throws {
    let bot = try Knowledge.bot()
    let question = Question(conversation: "c", text: "what is your fax?", context: ["place": "dinghu"])
    let reply = bot.reply(to: question, now: 1)
    #expect(reply.contact?.fax == "+86 758 2626908")
    #expect(reply.slots == [Slot(name: "place", value: "dinghu")])
  }

  @Test func theSameMessageInTheSameStateGetsTheSameReply() throws {
    let questions = ["how much land is left in sihui?", "and in gaoyao?", "fax?", "四会还有多少地", "merci"]
    let first = try Knowledge.bot()
    let second = try Knowledge.bot()
    for (index, question) in questions.enumerated() {
      let ask = Question(conversation: "c", text: question)
      #expect(first.reply(to: ask, now: Int64(index)) == second.reply(to: ask, now: Int64(index)))
    }
  }

  @Test func conversationsAreBounded() throws {
    let bot = Bot(catalogue: try Knowledge.catalogue, conversationLimit: 32)
    for index in 0..<200 {
      _ = bot.reply(to: Question(conversation: "c\(index)", text: "hello"), now: 1)
      #expect(bot.conversationCount <= 32)
    }
    bot.forget(conversation: "c199")
    #expect(bot.conversationCount < 32)
  }

  @Test func theMemoryOfConversationsIsBounded() throws {
    let limit = 64 << 10
    let bot = Bot(catalogue: try Knowledge.catalogue, conversationLimit: 1_000, conversationMemory: limit)
    let name = String(repeating: "x", count: 200)
    var most = 0
    for index in 0..<400 {
      _ = bot.reply(to: Question(conversation: name + "\(index)", text: "how much land is in sihui?"), now: 1)
      #expect(bot.conversationMemoryUsed <= limit)
      most = max(most, bot.conversationCount)
    }
    #expect((30..<300).contains(most))
    for index in 0..<400 { bot.forget(conversation: name + "\(index)") }
    #expect(bot.conversationCount == 0 && bot.conversationMemoryUsed == 0)
  }

  /// However often a question leans on the one before, what is remembered does not grow.
  @Test func aConversationIsBounded() throws {
    let bot = try Knowledge.bot()
    let words = [
      "land", "fax", "tax", "port", "rail", "school", "water", "gas", "metal", "battery", "highway",
    ]
    for turn in 0..<200 {
      let some = (0..<4).map { words[(turn * 3 + $0 * 5) % words.count] }.joined(separator: " and ")
      _ = bot.reply(to: Question(conversation: "c", text: "and \(some)?"), now: Int64(turn))
      #expect(bot.conversationState("c").terms.count <= Conversation.termsLimit)
      #expect(bot.conversationState("c").memory < 20_000)
    }
  }

  @Test func aReloadKeepsConversationsAndOldTablesWhereThereAreErrors() throws {
    let catalogue = try Knowledge.catalogue
    var errors: [String] = []
    let bot = Bot(catalogue: catalogue) { (errors.isEmpty ? catalogue : nil, errors) }
    #expect(bot.reply(to: ["gaoyao bureau phone?"]).contact?.telephone == "+86 758 8392673")
    #expect(bot.reload() == [])
    #expect(bot.reply(to: ["and the fax?"]).contact?.fax == "+86 758 8200738")
    errors = ["f.rec:1:1: error: x"]
    #expect(bot.reload() == errors)
    #expect(bot.reply(to: ["address?"]).contact?.fax == "+86 758 8200738")
  }

  @Test func explanationsSayWhy() throws {
    let text = try Knowledge.bot().explanation(of: Question(conversation: "e", text: "sihui fax pls"))
    for word in [
      "language   en", "tokens     sihui · fax · pls", "name sihui", "word fax", "decision   answer",
      "slot       place = sihui  (from the message)", "3611188",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }
}
