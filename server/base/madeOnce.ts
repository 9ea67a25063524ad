/** What follows from an immutable object, made once for each: thousands of questions ask with the same few. */

/** The same function, which remembers its results as long as somebody has what they were made of. */
export function madeOnce<Subject extends object, Made>(
  make: (subject: Subject) => Made,
): (subject: Subject) => Made {
  const known = new WeakMap<Subject, { readonly made: Made }>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before.made;
    const made = make(subject);
    known.set(subject, { made });
    return made;
  };
}
