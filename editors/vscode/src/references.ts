// Shows the places that a code lens of the server is about.

import { commands, type ExtensionContext, Location, Position, Range, Uri } from 'vscode';
import type { Location as ServerLocation, Position as ServerPosition } from 'vscode-languageclient';

export const showReferences = 'slipway.showReferences';

/** The command takes places as the protocol has them. */
export function registerReferences({ subscriptions }: ExtensionContext): void {
  subscriptions.push(
    commands.registerCommand(
      showReferences,
      (uri: string, position: ServerPosition, found: readonly ServerLocation[]) =>
        commands.executeCommand(
          'editor.action.showReferences',
          Uri.parse(uri),
          positionOf(position),
          found.map(({ uri: other, range: { start, end } }) => {
            return new Location(Uri.parse(other), new Range(positionOf(start), positionOf(end)));
          }),
        ),
    ),
  );
}

function positionOf({ line, character }: ServerPosition): Position {
  return new Position(line, character);
}
