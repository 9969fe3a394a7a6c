// Facts of a command that many rules ask for.

/** `read`, which looks at nothing but its argument, with its answers kept for as long as the argument lives. */
export function once<Subject extends object, Answer>(read: (subject: Subject) => Answer): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject) => {
    const known = answers.get(subject);
    if (known !== undefined) return known.answer;
    const answer = read(subject);
    answers.set(subject, { answer });
    return answer;
  };
}
