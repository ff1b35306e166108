/** A nominal type: a string that has been checked to be what its name says. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
