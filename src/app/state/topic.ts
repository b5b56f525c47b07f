// Something that others can be told of.
export interface Topic<Message> {
  subscribe(listener: (message: Message) => void): void;
  publish(message: Message): void;
}

/** What a module that has a topic gives to others: they listen, it speaks. */
export type Told<Message> = Pick<Topic<Message>, 'subscribe'>;

export function createTopic<Message>(): Topic<Message> {
  const listeners: ((message: Message) => void)[] = [];
  return {
    subscribe: (listener) => void listeners.push(listener),
    publish(message) {
      for (const listener of listeners) listener(message);
    },
  };
}
