//! Questions as people type them, made from real addresses: exact, without accents, swapped, mistyped, cut off.
//!
//! ```text
//!   Address ──Question::about──► Question ──Spelling::write──► "zahradni 2, plzen"
//!                                    └─────── answered_by ◄─── the address somebody found
//! ```
//! Every contestant of a bench gets the same questions from the same seed and is judged by the same rule.

use addresses::{Address, Register};

use crate::country::Dice;

/// Street (or part), number and town of an address as a person writes them: the pair or the orientation number.
#[derive(Debug, Clone)]
pub struct Question {
    name: String,
    number: String,
    town: String,
}

/// A way to spell a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As in the register: `Zahradní 173/2, Plzeň`.
    Exact,
    /// Lower case, no accents.
    NoDiacritics,
    /// Number first, or town first.
    Swapped,
    /// One letter of the name inserted, dropped or changed, or two exchanged.
    OneTypo,
    /// A cut-off text while it is being typed, in any of the spellings above; no single right answer.
    CutOff,
}

impl Spelling {
    /// The spellings with a right answer, in the order of the goals.
    pub const JUDGED: [Spelling; 4] =
        [Spelling::Exact, Spelling::NoDiacritics, Spelling::Swapped, Spelling::OneTypo];

    /// The name in the printed tables.
    pub fn name(self) -> &'static str {
        match self {
            Spelling::Exact => "exact",
            Spelling::NoDiacritics => "no diacritics",
            Spelling::Swapped => "swapped order",
            Spelling::OneTypo => "one typo",
            Spelling::CutOff => "cut off while typed",
        }
    }
}

/// `count` questions in one spelling about addresses drawn from `register`, with the texts.
pub fn questions(
    register: &Register,
    spelling: Spelling,
    count: usize,
    dice: &mut Dice,
) -> Vec<(Question, String)> {
    let mut asked = Vec::with_capacity(count);
    while asked.len() < count {
        let Some(address) = register.addresses().nth(dice.below(register.len())) else { break };
        let question = Question::about(address, dice);
        if let Some(text) = question.written(spelling, dice) {
            asked.push((question, text));
        }
    }
    asked
}

impl Question {
    /// A question a person would ask about `address`.
    pub fn about(address: Address<'_>, dice: &mut Dice) -> Question {
        let number = match address.orientation() {
            Some(orientation) if dice.below(2) == 0 => orientation.to_string(),
            _ => address.numbers(),
        };
        Question { name: name_of(address).to_owned(), number, town: address.municipality().name().to_owned() }
    }

    /// The text in one spelling; `None` when the name is too short for it.
    pub fn written(&self, spelling: Spelling, dice: &mut Dice) -> Option<String> {
        match spelling {
            Spelling::Exact => Some(self.plain()),
            Spelling::NoDiacritics => Some(without_accents(&self.plain())),
            Spelling::Swapped => Some(self.swapped(dice)),
            Spelling::OneTypo => self.mistyped(dice),
            Spelling::CutOff => {
                let whole = *dice.pick(&Spelling::JUDGED);
                let text = self.written(whole, dice)?;
                let keep = 3 + dice.below(text.chars().count().saturating_sub(2));
                Some(text.chars().take(keep).collect())
            }
        }
    }

    fn plain(&self) -> String {
        format!("{} {}, {}", self.name, self.number, self.town)
    }

    fn swapped(&self, dice: &mut Dice) -> String {
        let Question { name, number, town } = self;
        match dice.below(3) {
            0 => format!("{number} {name}, {town}"),
            1 => format!("{town}, {name} {number}"),
            _ => format!("{town} {number} {name}"),
        }
    }

    fn mistyped(&self, dice: &mut Dice) -> Option<String> {
        Some(format!("{} {}, {}", with_typo(&self.name, dice)?, self.number, self.town))
    }

    /// Is `found` right? Namesakes count: the question itself cannot tell two villages of one name apart.
    pub fn answered_by(&self, found: Address<'_>, spelling: Spelling) -> bool {
        let folded = spelling == Spelling::NoDiacritics;
        let seen = |text: &str| if folded { without_accents(text) } else { text.to_owned() };
        let alone = found.orientation().map(|o| o.to_string());
        seen(name_of(found)) == seen(&self.name)
            && seen(found.municipality().name()) == seen(&self.town)
            && (alone.as_deref() == Some(&self.number) || found.numbers() == self.number)
    }
}

/// The name a person says before the number: the street, or the part where there are no streets.
pub fn name_of(address: Address<'_>) -> &str {
    address.street().map_or(address.part().name(), |street| street.name())
}

/// One letter inserted, dropped or changed, or two exchanged, in a word of at least four letters.
fn with_typo(name: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    let long = |w: &String| w.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let places: Vec<usize> = (0..words.len()).filter(|&i| words.get(i).is_some_and(long)).collect();
    let word = words.get_mut(*places.get(dice.below(places.len()))?)?;
    let mut letters: Vec<char> = word.chars().collect();
    let letter = char::from(b'a' + dice.below(26) as u8);
    let at = dice.below(letters.len() - 1);
    match dice.below(4) {
        0 => letters.insert(at, letter),
        1 => drop(letters.remove(at)),
        2 => letters.splice(at..=at, [letter]).for_each(drop),
        _ => letters.swap(at, at + 1),
    }
    *word = letters.into_iter().collect();
    Some(words.join(" "))
}

/// Lower case without Czech accents.
pub fn without_accents(text: &str) -> String {
    const FROM: &str = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ";
    const TO: &str = "acdeeinorstuuyzACDEEINORSTUUYZ";
    let plain = |c| FROM.chars().position(|f| f == c).and_then(|i| TO.chars().nth(i)).unwrap_or(c);
    text.chars().map(plain).collect::<String>().to_lowercase()
}
