// Facts of a command or a script that many rules ask for.

/** A constructor that gives back what it gets, so that a class which extends it puts its fields there. */
// oxlint-disable-next-line typescript/no-extraneous-class -- only a class can be extended
class Given {
  constructor(subject: object) {
    return subject;
  }
}

/** What is known of a subject: one place for each function that `once` has made. */
class Facts extends Given {
  readonly #facts: unknown[] = [];

  /** The answers about `subject`, kept in a private field of it. */
  static of(subject: object): unknown[] {
    return #facts in subject ? subject.#facts : new Facts(subject).#facts;
  }
}

let functions = 0;

/** A function puts nothing but its own answers into its place. */
function isKept<Answer>(fact: unknown): fact is { readonly answer: Answer } {
  return fact !== undefined;
}

/**
 * `read`, which looks at nothing but its argument, with its answers kept for as long as the argument lives: on the argument
 * itself, as a `WeakMap` costs more than most answers, and costs the garbage collector again.
 */
export function once<Subject extends object, Answer>(read: (subject: Subject) => Answer): (subject: Subject) => Answer {
  const place = functions++;
  return (subject) => {
    const facts = Facts.of(subject);
    const known = facts[place];
    if (isKept<Answer>(known)) return known.answer;
    const answer = read(subject);
    facts[place] = { answer };
    return answer;
  };
}
