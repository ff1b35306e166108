/** Everything the application needs from outside, as one `ApplicationPorts`; an app's module binds it. */
export const APPLICATION_PORTS = Symbol('APPLICATION_PORTS');
