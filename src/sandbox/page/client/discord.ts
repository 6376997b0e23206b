/** Discord's numbers that the page needs (`discord-api-docs`); the library that has them all would weigh more than the page. */

/** `components/reference#component-object-component-types` */
export const Component = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
  Label: 18,
  FileUpload: 19,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
} as const;

/** `components/reference#button-button-styles` */
export const ButtonStyle = { Primary: 1, Secondary: 2, Success: 3, Danger: 4, Link: 5, Premium: 6 } as const;

/** `interactions/application-commands#application-command-object-application-command-option-type` */
export const OptionType = {
  Subcommand: 1,
  SubcommandGroup: 2,
  String: 3,
  Integer: 4,
  Boolean: 5,
  User: 6,
  Channel: 7,
  Role: 8,
  Mentionable: 9,
  Number: 10,
  Attachment: 11,
} as const;

/** `interactions/application-commands#application-command-object-application-command-types` */
export const CommandType = { ChatInput: 1, User: 2, Message: 3 } as const;

/** `resources/channel#channel-object-channel-types` */
export const ChannelKind = {
  Text: 0,
  Voice: 2,
  Announcement: 5,
  AnnouncementThread: 10,
  PublicThread: 11,
  PrivateThread: 12,
  Stage: 13,
  Forum: 15,
} as const;

/** `resources/message#message-object-message-flags` */
export const MessageFlag = { Loading: 1 << 7 } as const;

/** Whether a channel is a ThreadChannel or a forum's post. */
export function isThreadChannel(type: number): boolean {
  return (
    type === ChannelKind.AnnouncementThread || type === ChannelKind.PublicThread || type === ChannelKind.PrivateThread
  );
}
