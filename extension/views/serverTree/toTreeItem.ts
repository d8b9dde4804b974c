import * as vscode from 'vscode';
import type { Expansion, Opening, ServerTreeRow } from './serverTreeRow.ts';

const states: Readonly<Record<Expansion, vscode.TreeItemCollapsibleState>> = {
  none: vscode.TreeItemCollapsibleState.None,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
};

/** Where a row's files and pictures are. */
export interface ItemPlaces {
  readonly project: vscode.Uri;
  readonly pictures: vscode.Uri;
}

/** The row as VS Code draws it; without its tooltip, which VS Code asks for when it is wanted. */
export function toTreeItem(row: ServerTreeRow, places: ItemPlaces): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, states[row.expansion]);
  item.id = row.id;
  item.description = row.description;
  item.iconPath = iconOf(row, places.pictures);
  item.accessibilityInformation = { label: row.accessibilityLabel };
  item.contextValue = row.contextValue;
  if (row.opens) item.command = openCommand(row.opens, places.project);
  return item;
}

function iconOf(
  { icon, color, picture }: ServerTreeRow,
  pictures: vscode.Uri,
): NonNullable<vscode.TreeItem['iconPath']> {
  if (picture === undefined)
    return new vscode.ThemeIcon(
      icon,
      color === undefined ? undefined : new vscode.ThemeColor(color),
    );
  const file = (theme: string): vscode.Uri =>
    vscode.Uri.joinPath(pictures, `${picture}.${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

/** Opens a section of an ini file, in the project's file system. */
export function openCommand({ file, line }: Opening, project: vscode.Uri): vscode.Command {
  const uri = project.with({ path: vscode.Uri.file(file).path });
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  return { command: 'vscode.open', title: 'Open', arguments: [uri, { selection }] };
}
