// Generated from the platform's OpenAPI document by openapi-typescript. Written by ./dev generate; do not edit.

export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process runs, whatever else is away. Restart the process if it does not.
         *
         *     Needs no token.
         */
        get: operations["readLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the node serve?
         * @description Send a node no requests while it answers 503.
         *
         *     Needs no token.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the account
         * @description The account of the token.
         *
         *     Permission `account:read`: every account, for itself.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account's own security log
         * @description What the account did, in whichever home, and the logins to it that were refused.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        get: operations["listAccountAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove the account
         * @description Removes the account with its logins, API keys and memberships, and the homes that it owns with all their data. Transfer a home first that shall stay.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        post: operations["deleteAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the password
         * @description Sets another password and ends all logins. An account without a password, such as the first owner, gives no current one but takes an e-mail address.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        put: operations["setPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Makes an account that reaches no home yet. The answer is the same if the address has an account already: it is left as it is, and only its password logs in.
         *
         *     Needs no token.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description The API keys of the account, without their secrets.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description A bearer token for a program. It has the permissions that its scopes and the roles of the account both allow, and can never manage the account.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an API key
         * @description Ends a key. It stops working within a second.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what anywhere on the platform
         * @description For the operator: the entries of every home and account, and the logins to no account.
         *
         *     Permission `platform:audit`: the operator of the platform.
         */
        get: operations["listPlatformAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit of the platform as a file
         * @description Every entry that the filters let through, as newline-delimited JSON, newest first.
         *
         *     Permission `platform:audit`: the operator of the platform.
         */
        get: operations["exportPlatformAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the commands of a home
         * @description The last ten thousand commands of the home, or of one hub, newest first. Commands are kept for a day after their end. The home may be left out if the token reaches only one.
         *
         *     Permission `commands:read`: owner, admin, member, guest.
         */
        get: operations["listCommands"];
        put?: never;
        /**
         * Set traits of several devices
         * @description One command for each of several devices of a home: those that are named, or those of a room, a hub, with a trait. Each has a fate of its own; a PIN, where one of them needs it, is checked before any command is made. At most 200 devices. With `Prefer: wait=N` the answer waits for the ends of all. The same `Idempotency-Key` gets the same devices and commands back, whatever is in the room by then; devices for which no command was made are tried again.
         *
         *     Permission `devices:command`: owner, admin, member, guest.
         */
        post: operations["sendBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a command
         * @description A command and what became of it. Commands are kept for a day after their end.
         *
         *     Permission `commands:read`: owner, admin, member, guest.
         */
        get: operations["readCommand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{commandId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a command
         * @description Takes back a command that still waits for its hub. One that the hub may have started cannot be cancelled.
         *
         *     Permission `commands:cancel`: owner, admin, member.
         */
        post: operations["cancelCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/device-logins/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a device login
         * @description Lets a device log in as this account, or refuses it. A code works once.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        post: operations["decideDeviceLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description The devices of every home that the token reaches, or of one home, room or hub, and of these those that are as asked. While pages are read, a device that joins or leaves makes no other one come twice or not at all.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device
         * @description One device: what it is, what it last reported and when, and what was asked of it.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["readDevice"];
        put?: never;
        post?: never;
        /**
         * Remove a device
         * @description Asks the device to leave the Zigbee network. It is a command to its hub, which must be online; when it has succeeded, the device is gone. What people have called it is kept for when it joins again. With `If-Match` the name, room and icon are compared.
         *
         *     Permission `devices:manage`: owner, admin.
         */
        delete: operations["removeDevice"];
        options?: never;
        head?: never;
        /**
         * Rename or move a device
         * @description Names a device, puts it into a room, gives it an icon. The home keeps these under the address of the device: they are there again when it joins anew or through another hub. With `If-Match` only these are compared: what the device reports meanwhile is no reason to refuse.
         *
         *     Permission `devices:manage`: owner, admin.
         */
        patch: operations["updateDevice"];
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read when a device was online
         * @description Segments of a range, and how much of it the device was online. While its hub is offline that is the cause, whatever the device did: an outage of a hub is one incident. Kept as long as histories are.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["readDeviceAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the bindings of a device
         * @description Asks the device for its binding table: a command, whose `findings` have the answer. Without `Prefer` it waits for ten seconds.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        get: operations["readBindings"];
        put?: never;
        /**
         * Bind a device
         * @description Has a cluster of the device tell the coordinator, another device of the same hub, or a Zigbee group: a button can switch a lamp even while the hub is away. The `findings` have its binding table after that.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        post: operations["bindDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/bindings/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a binding of a device
         * @description Takes a binding away, also one that the hub has not made. The `findings` have the binding table after that.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        post: operations["unbindDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the commands of a device
         * @description The last hundred commands to the device, newest first. Commands are kept for a day after their end.
         *
         *     Permission `commands:read`: owner, admin, member, guest.
         */
        get: operations["listDeviceCommands"];
        put?: never;
        /**
         * Set traits of a device
         * @description Makes a command that sets traits. The values are checked against the descriptor of the device first. With `Prefer: wait=N` the answer waits for what the device confirms.
         *
         *     Permission `devices:command`: owner, admin, member, guest.
         */
        post: operations["sendCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a device for its values
         * @description Asks the device itself, over the radio. What it answers is in `confirmed`, and in its twin from then on. Reading the device costs nothing and tells what it last reported: this is for when that is in doubt.
         *
         *     Permission `devices:command`: owner, admin, member, guest.
         */
        post: operations["getValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what history there is
         * @description Of which traits of a device a history is kept, for how long, and what it takes. Each device has its bounds: a number of days, and of bytes for each day.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["readHistoryUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/history/{trait}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the history of a trait
         * @description The values of a trait over a range, page by page, or what they come to by hour, day, week or month of a time zone. What was reported before the request is in the answer. CSV and NDJSON export the whole range, one line for each point or span.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["readHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/interview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Interview a device again
         * @description Asks the device anew what it is and can do, and configures its bindings and reporting. For a device that was joined badly, or got other firmware. A sleeping one must be awake: press its button.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        post: operations["interviewDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/reporting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how a device reports
         * @description Asks the device how it reports attributes: those named, or all that the hub has configured. It is a command, whose `findings` have the answer. Without `Prefer` it waits for ten seconds.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        get: operations["readReporting"];
        /**
         * Configure how a device reports
         * @description Tells the device how often to report attributes of one cluster. The `findings` have what the device keeps of it. An interview configures what the model needs anew.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        put: operations["configureReporting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/diagnostics/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find out where push stops
         * @description Sends a probe the way of every event, from the device over radio, hub, link, store and stream to the subscribers, and says how far it came and how long each step took. The device is asked for a value; nothing is set. A subscriber of yours that follows the home hears of the event `pushProbed`: that is the last step, which only you can see.
         *
         *     Permission `push:diagnose`: owner, admin.
         */
        post: operations["diagnosePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         * @description What happens in homes, as it happens, as server-sent events. A subscriber that comes back with `Last-Event-ID` misses nothing that the platform still has, and a `gap` event tells when something was lost. The `id` is opaque: of several homes it holds the place in each. A home that is joined later is heard after the next connection. Readers that do not keep up are told and dropped.
         *
         *     Permission `events:read`: owner, admin, member, guest.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events over a WebSocket
         * @description The same events, filters and resumption as `GET /v1/events`, over a WebSocket (RFC 6455). Programs send the token as `Authorization: Bearer …`. Browsers cannot: they offer two protocols, `zigfleet.v1` and `zigfleet.bearer.TOKEN`; the first is chosen. The origin does not matter, since no browser adds a token by itself.
         *
         *     Permission `events:read`: owner, admin, member, guest.
         */
        get: operations["openEventSocket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List groups
         * @description The groups of every home that the token reaches, or of one. A guest who is limited to some devices is shown none.
         *
         *     Permission `groups:read`: owner, admin, member, guest.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Make a group
         * @description Devices that are told something together. Those of one hub become members of a Zigbee group on its radio, as far as they can: then one frame reaches them all. The home may be left out if the token reaches only one.
         *
         *     Permission `groups:manage`: owner, admin.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group
         * @description One group.
         *
         *     Permission `groups:read`: owner, admin, member, guest.
         */
        get: operations["readGroup"];
        put?: never;
        post?: never;
        /**
         * Remove a group
         * @description Removes a group; its devices stay.
         *
         *     Permission `groups:manage`: owner, admin.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /**
         * Change a group
         * @description Renames a group, or says anew which devices are in it.
         *
         *     Permission `groups:manage`: owner, admin.
         */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/v1/groups/{groupId}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set traits of a group
         * @description Makes one command for each hub that has members. A hub tells all those that can hear it by one Zigbee frame to the group; members that sleep, know of no groups, or have not obeyed get a frame of their own. Each member has a fate of its own. With `Prefer: wait=N` the answer waits for all of them.
         *
         *     Permission `devices:command`: owner, admin, member, guest.
         */
        post: operations["commandGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List homes
         * @description The homes that the token reaches, with the role in each. A guest who is limited to some devices is shown no security devices.
         *
         *     Permission `homes:read`: owner, admin, member, guest.
         */
        get: operations["listHomes"];
        put?: never;
        /**
         * Make a home
         * @description A home that the account owns. An account has at most 50, unless the operator says otherwise.
         *
         *     Permission `homes:join`: every account, for itself.
         */
        post: operations["createHome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a home
         * @description One home, and the role in it.
         *
         *     Permission `homes:read`: owner, admin, member, guest.
         */
        get: operations["readHome"];
        put?: never;
        post?: never;
        /**
         * Remove a home
         * @description Removes the home with all its data. Its hubs are released, its members lose access at once.
         *
         *     Permission `homes:delete`: owner.
         */
        delete: operations["deleteHome"];
        options?: never;
        head?: never;
        /**
         * Change a home
         * @description Renames it, or says which commands need the PIN of who sends them: those to devices with a lock, and to those named here.
         *
         *     Permission `homes:update`: owner, admin.
         */
        patch: operations["updateHome"];
        trace?: never;
    };
    "/v1/homes/{homeId}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what in a home
         * @description Every operation that is not a read is kept before it is answered, with its result: also what the role does not allow, and every login that was refused. Secrets are left out. Entries are kept for 90 days and in bounded number unless the operator says otherwise.
         *
         *     Permission `audit:read`: owner, admin.
         */
        get: operations["listHomeAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit of a home as a file
         * @description Every entry that the filters let through, as newline-delimited JSON, newest first.
         *
         *     Permission `audit:read`: owner, admin.
         */
        get: operations["exportHomeAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description The invitations that can still be accepted.
         *
         *     Permission `members:manage`: owner, admin.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description A code with which one account becomes a member. Only the owner invites admins.
         *
         *     Permission `members:manage`: owner, admin.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation
         * @description Nobody can accept it any more.
         *
         *     Permission `members:manage`: owner, admin.
         */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a home
         * @description Stops being a member. The owner cannot leave: transfer the home, or remove it.
         *
         *     Permission `homes:leave`: owner, admin, member, guest.
         */
        post: operations["leaveHome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description Who belongs to the home, with which role and limits.
         *
         *     Permission `members:read`: owner, admin, member.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/members/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member
         * @description One member of the home, with its role and limits.
         *
         *     Permission `members:read`: owner, admin, member.
         */
        get: operations["readMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Takes a member out of the home: tokens stop reaching it within a second, open event streams end within five.
         *
         *     Permission `members:manage`: owner, admin.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member
         * @description Gives a member another role or other limits. Only the owner makes or changes admins.
         *
         *     Permission `members:manage`: owner, admin.
         */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/v1/homes/{homeId}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the PIN
         * @description The PIN with which this account confirms commands to security devices of the home, as the header `Security-Pin`.
         *
         *     Permission `homes:set-pin`: owner, admin, member, guest.
         */
        put: operations["setPin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rooms
         * @description The rooms of the home. A guest who is limited to some devices is shown none.
         *
         *     Permission `homes:read`: owner, admin, member, guest.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Make a room
         * @description A room of the home, or one within another. Rooms nest at most five deep.
         *
         *     Permission `rooms:manage`: owner, admin.
         */
        post: operations["createRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/homes/{homeId}/rooms/{roomId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a room
         * @description One room of the home.
         *
         *     Permission `homes:read`: owner, admin, member, guest.
         */
        get: operations["readRoom"];
        put?: never;
        post?: never;
        /**
         * Remove a room
         * @description Removes a room that has no rooms in it. Its devices are in no room then.
         *
         *     Permission `rooms:manage`: owner, admin.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        /**
         * Change a room
         * @description Renames a room, or moves it with all within it.
         *
         *     Permission `rooms:manage`: owner, admin.
         */
        patch: operations["updateRoom"];
        trace?: never;
    };
    "/v1/homes/{homeId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer a home
         * @description Makes another member the owner. Who was it stays as an admin.
         *
         *     Permission `homes:transfer`: owner.
         */
        post: operations["transferHome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List hubs
         * @description The hubs of every home that the token reaches, or of one.
         *
         *     Permission `hubs:read`: owner, admin, member, guest.
         */
        get: operations["listHubs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a hub
         * @description One hub.
         *
         *     Permission `hubs:read`: owner, admin, member, guest.
         */
        get: operations["readHub"];
        put?: never;
        post?: never;
        /**
         * Release a hub
         * @description The home forgets the hub with its devices; its stream is cut, its open commands are cancelled. With a new claim code it can be claimed again, by this home or another.
         *
         *     Permission `hubs:manage`: owner, admin.
         */
        delete: operations["releaseHub"];
        options?: never;
        head?: never;
        /**
         * Rename a hub
         * @description Gives a hub another name or icon.
         *
         *     Permission `hubs:manage`: owner, admin.
         */
        patch: operations["updateHub"];
        trace?: never;
    };
    "/v1/hubs/{hubId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read when a hub was online
         * @description Segments of a range, and how much of it the hub was connected to the platform. Kept as long as histories are.
         *
         *     Permission `hubs:read`: owner, admin, member, guest.
         */
        get: operations["readHubAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/network-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the last network map
         * @description The Zigbee network of the hub as its nodes told it when somebody last asked for a map: who hears whom, how well, and in which relation. Kept for 30 days.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        get: operations["readNetworkMap"];
        put?: never;
        /**
         * Make a network map
         * @description Asks the coordinator and every router for their neighbours and routes, which takes some seconds and loads the radio. It is a command, whose `findings` have the map; GET tells the last one.
         *
         *     Permission `devices:radio`: owner, admin.
         */
        post: operations["makeNetworkMap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/permit-join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let devices join
         * @description Opens the Zigbee network of the hub for a time, for all or through one router. It is a command to the hub, which must be online; `permitJoinUntil` of the hub says whether it is open.
         *
         *     Permission `hubs:permit-join`: owner, admin.
         */
        post: operations["permitJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a hub
         * @description Has a new hub, claimed into the same home before, take over from an old one: it gets its name and icon. Devices keep their names, rooms, groups and histories, for these belong to the device: those that the new hub has (because it has the backup of the old coordinator) are its own at once, the others as soon as they join it. The old hub is revoked, its stream is cut and its open commands are cancelled; release it when nothing is left there. Doing it again changes nothing.
         *
         *     Permission `hubs:manage`: owner, admin.
         */
        post: operations["replaceHub"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a hub
         * @description For a hub that was stolen: its key is refused from now on and its stream is cut within five seconds. The home keeps what it knows of its devices until the hub is released.
         *
         *     Permission `hubs:manage`: owner, admin.
         */
        post: operations["revokeHub"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the key of a hub
         * @description Has the hub make a new key pair and sign it with the old one; from then on the old key is refused. It is a command, which succeeds when both sides have the new key on disk. For a hub that was stolen revoke it instead. On the machine of the hub `zigfleet hub rotate-key` does the same.
         *
         *     Permission `hubs:manage`: owner, admin.
         */
        post: operations["rotateHubKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/claim-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a claim code
         * @description A code with which one hub claims itself into the home until it expires. The home may be left out if the token reaches only one.
         *
         *     Permission `hubs:claim`: owner, admin.
         */
        post: operations["createClaimCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the account a member of the home. A code works once.
         *
         *     Permission `homes:join`: every account, for itself.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Begins a login: a short-lived access token and a refresh token. At most ten passwords a minute are looked at for one address. Whether the address or the password is wrong is not told.
         *
         *     Needs no token.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the login of the token, or every login of the account. Their access tokens stop working within a second, their event streams within five.
         *
         *     Permission `account:manage`: every account, for itself.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/device-authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a device login
         * @description OAuth 2 device authorization (RFC 8628) for programs without a browser. A person approves the user code on the page, or a program with `decideDeviceLogin`; meanwhile the program asks `exchangeGrant` for its tokens. Both take JSON and forms.
         *
         *     Needs no token.
         */
        post: operations["beginDeviceLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a grant for tokens
         * @description The tokens of a device login once it is approved, or the next pair for a refresh token. The `error` of a problem is that of RFC 8628.
         *
         *     Needs no token.
         */
        post: operations["exchangeGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh tokens
         * @description Exchanges a refresh token for the next pair. One that was exchanged before ends its login with all its tokens: somebody has a copy.
         *
         *     Needs no token.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description The webhooks of every home in which the caller may see them, or of one.
         *
         *     Permission `webhooks:read`: owner, admin.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description Has events of a home sent to an address, from now on: each as a POST of the `Event`, signed, in order, at least once. One that is not taken (an answer of 2xx within 10 seconds) is tried again with growing distance for up to a day. At most 20 a home.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description One webhook, and how its deliveries go.
         *
         *     Permission `webhooks:read`: owner, admin.
         */
        get: operations["readWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook
         * @description Removes a webhook with its dead letters. What is under way may still arrive.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Changes where events go, which ones, or the name. It goes on where it stands.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead letters
         * @description Events that were given up, oldest first. The last 1,000 are kept until they are replayed.
         *
         *     Permission `webhooks:read`: owner, admin.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay dead letters
         * @description Delivers dead letters again, once each, before what comes next in the stream, as soon as the webhook is active. One that is taken is gone; one that is not stays.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["replayDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description The last 100 requests to the receiver, with its answers, newest first.
         *
         *     Permission `webhooks:read`: owner, admin.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a webhook
         * @description Delivers nothing until it is resumed. Events wait as long as the platform keeps them.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["pauseWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ping a webhook
         * @description Sends `{"type":"ping"}` to the receiver, signed as any event, once and now, whatever the state of the webhook, and says what came of it.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["pingWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a webhook
         * @description Delivers again, whether somebody paused it or the platform suspended it, where it stood. What the platform has not kept that long is told as a `gap`.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret
         * @description Makes a new secret, told once. For a day the one before signs too, so that the receiver can be changed meanwhile; rotated twice, the first one is worth nothing at once.
         *
         *     Permission `webhooks:manage`: owner, admin.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A command and what became of it. */
        Command: {
            /** @description What the hub is asked to do. */
            action: {
                /**
                 * @description The attributes that are asked for.
                 * @example [
                 *       "onOff"
                 *     ]
                 */
                attributes?: string[];
                /**
                 * @description Which cluster of which endpoint tells whom.
                 * @example {
                 *       "endpointId": 1,
                 *       "cluster": "genOnOff",
                 *       "target": {
                 *         "type": "coordinator"
                 *       }
                 *     }
                 */
                binding?: {
                    /**
                     * @description The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`.
                     * @example genOnOff
                     */
                    cluster: string;
                    /**
                     * @description The endpoint of the device.
                     * @example 1
                     */
                    endpointId: number;
                    /**
                     * @description Who is told.
                     * @example {
                     *       "type": "coordinator"
                     *     }
                     */
                    target: {
                        /**
                         * @description The endpoint of the device.
                         * @example 1
                         */
                        endpointId?: number;
                        /**
                         * @description The Zigbee group.
                         * @example 16385
                         */
                        groupId?: number;
                        /**
                         * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress?: string;
                        /**
                         * @description The coordinator of the hub, an endpoint of another device, or a Zigbee group.
                         * @example coordinator
                         * @enum {unknown}
                         */
                        type: "coordinator" | "device" | "group";
                    };
                };
                /**
                 * @description The cluster; null: any.
                 * @example genOnOff
                 */
                cluster?: string | null;
                /**
                 * @description How long devices may join, seconds.
                 * @example 60
                 */
                durationS?: number;
                /**
                 * @description The endpoint; null: any.
                 * @example 1
                 */
                endpointId?: number | null;
                /**
                 * @description Forget the device even if it does not answer.
                 * @example false
                 */
                force?: boolean;
                /**
                 * @description The Zigbee group.
                 * @example 16385
                 */
                groupId?: number;
                /**
                 * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                 * @example 0x00158d00045a1b20
                 */
                ieeeAddress?: string;
                /**
                 * @description The devices of the group.
                 * @example []
                 */
                members?: (string | {
                    /**
                     * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                     * @example 0x00158d00045a1b20
                     */
                    ieeeAddress: string;
                    values: components["schemas"]["TraitValues"];
                })[];
                /**
                 * @description How attributes are to be reported.
                 * @example [
                 *       {
                 *         "attribute": "onOff",
                 *         "minimumIntervalS": 0,
                 *         "maximumIntervalS": 300,
                 *         "change": null
                 *       }
                 *     ]
                 */
                rules?: {
                    /**
                     * @description The attribute: its name as zigbee-herdsman spells it, or its number, such as `0` or `0x0000`.
                     * @example onOff
                     */
                    attribute: string;
                    /**
                     * @description By how much a number must change, in the units of the attribute; null for no number.
                     * @default null
                     * @example 10
                     */
                    change: number | null;
                    /**
                     * @description At least this often, seconds; 0: only when it changes; 65535: not at all.
                     * @example 300
                     */
                    maximumIntervalS: number;
                    /**
                     * @description Not more often than this, seconds.
                     * @example 1
                     */
                    minimumIntervalS: number;
                }[];
                /**
                 * @description The traits to read from the device.
                 * @example [
                 *       "state"
                 *     ]
                 */
                traits?: string[];
                /**
                 * @description What is to be done.
                 * @example setTraits
                 * @enum {unknown}
                 */
                type: "setTraits" | "getTraits" | "permitJoin" | "interviewDevice" | "removeDevice" | "readNetworkMap" | "readBindings" | "bind" | "unbind" | "readReporting" | "configureReporting" | "setGroupMembers" | "setGroupTraits" | "rotateKey";
                values?: components["schemas"]["TraitValues"];
                /**
                 * @description The router through which devices may join; null for all.
                 * @example null
                 */
                via?: string | null;
            };
            /**
             * Format: date-time
             * @description When it came into its state.
             * @example 2026-01-05T08:30:00.000Z
             */
            changedAt: string;
            /**
             * @description The command.
             * @example cmd-01
             */
            commandId: string;
            /**
             * @description The values that the device confirmed, if it succeeded; null otherwise.
             * @example {
             *       "state": "ON"
             *     }
             */
            confirmed: components["schemas"]["TraitValues"] | null;
            /**
             * Format: date-time
             * @description When it was asked.
             * @example 2026-01-05T08:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The hub does not start it after this.
             * @example 2026-01-05T08:30:00.000Z
             */
            expiresAt: string;
            /**
             * @description Why it failed; null otherwise.
             * @example {
             *       "reason": "no-ack",
             *       "detail": "The device did not acknowledge."
             *     }
             */
            failure: components["schemas"]["CommandFailure"] | null;
            findings?: components["schemas"]["CommandFindings"];
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description The account that asked.
             * @example account-1
             */
            requestedBy: string;
            /** @description Through what it was asked. */
            requestedThrough: {
                /**
                 * @description By which login or API key.
                 * @example key-1
                 */
                credentialId: string;
                /**
                 * @description What that is; `token`: the one that the first start made.
                 * @example apiKey
                 * @enum {unknown}
                 */
                kind: "apiKey" | "login" | "token";
                /**
                 * @description What the API key is called; null for others.
                 * @example Dashboard
                 */
                name: string | null;
                /**
                 * @description What the program calls itself: the beginning of its `User-Agent`.
                 * @example example-app/1.0
                 */
                userAgent: string | null;
            };
            /**
             * @description Where it is in its life: queued, sent to the hub, delivered (the hub has it), then exactly one end: succeeded, failed, expired or cancelled.
             * @example succeeded
             * @enum {unknown}
             */
            state: "queued" | "sent" | "delivered" | "succeeded" | "failed" | "expired" | "cancelled";
        };
        /** @description Why a command failed. */
        CommandFailure: {
            /**
             * @description One sentence for people.
             * @example The device did not acknowledge.
             */
            detail: string;
            /**
             * @description A stable word, down to the radio.
             * @example no-ack
             * @enum {unknown}
             */
            reason: "no-ack" | "no-route" | "timeout" | "unsupported" | "invalid-value" | "rejected" | "unknown-device" | "interrupted" | "queue-full" | "radio-down" | "internal";
        };
        /**
         * @description What a radio operation found out.
         * @example {
         *       "type": "bindings",
         *       "bindings": []
         *     }
         */
        CommandFindings: {
            /**
             * @description All nodes, the coordinator first.
             * @example []
             */
            nodes: {
                /**
                 * @description Why its tables could not be read; null if they were, or it has none.
                 * @example null
                 */
                failure: {
                    /**
                     * @description One sentence for people.
                     * @example It is silent.
                     */
                    detail: string;
                    /**
                     * @description A stable word.
                     * @example no-ack
                     * @enum {unknown}
                     */
                    reason: "no-ack" | "no-route" | "timeout" | "unsupported" | "invalid-value" | "rejected" | "unknown-device" | "interrupted" | "queue-full" | "radio-down" | "internal";
                } | null;
                /**
                 * @description Who it is.
                 * @example 0x00158d00045a1b20
                 */
                ieeeAddress: string;
                /**
                 * @description Its part in the network.
                 * @example router
                 * @enum {unknown}
                 */
                logicalType: "coordinator" | "router" | "endDevice" | "unknown";
                /**
                 * @description Whom it hears. Empty for end devices.
                 * @example []
                 */
                neighbours: {
                    /**
                     * @description Hops from the coordinator.
                     * @example 1
                     */
                    depth: number;
                    /**
                     * @description Who it is.
                     * @example 0x00158d00045a1b20
                     */
                    ieeeAddress: string;
                    /**
                     * @description How well it is heard.
                     * @example 184
                     */
                    linkQuality: number;
                    /**
                     * @description Its part in the network.
                     * @example router
                     * @enum {unknown}
                     */
                    logicalType: "coordinator" | "router" | "endDevice" | "unknown";
                    /**
                     * @description Its present address; it may change.
                     * @example 14895
                     */
                    networkAddress: number;
                    /**
                     * @description What it is to the node whose neighbour it is.
                     * @example child
                     * @enum {unknown}
                     */
                    relationship: "parent" | "child" | "sibling" | "none" | "previousChild";
                }[];
                /**
                 * @description Its present address; it may change.
                 * @example 37312
                 */
                networkAddress: number;
                /**
                 * @description The routes that it keeps. Empty for end devices.
                 * @example []
                 */
                routes: {
                    /**
                     * @description For whom.
                     * @example 14895
                     */
                    networkAddress: number;
                    /**
                     * @description Through whom.
                     * @example 37312
                     */
                    nextHop: number;
                    /**
                     * @description How the route stands.
                     * @example ACTIVE
                     */
                    status: string;
                }[];
            }[];
            /**
             * @description It was too large: rows were left out.
             * @example false
             */
            truncated: boolean;
            /**
             * @description What was found.
             * @example networkMap
             * @enum {string}
             */
            type: "networkMap";
        } | {
            /**
             * @description The binding table.
             * @example []
             */
            bindings: {
                /**
                 * @description Its name.
                 * @example genOnOff
                 */
                cluster: string;
                /**
                 * @description The cluster.
                 * @example 6
                 */
                clusterId: number;
                /**
                 * @description The endpoint.
                 * @example 1
                 */
                endpointId: number;
                /**
                 * @description Who is told.
                 * @example {
                 *       "type": "coordinator"
                 *     }
                 */
                target: {
                    /**
                     * @description The endpoint.
                     * @example 1
                     */
                    endpointId?: number;
                    /**
                     * @description The group.
                     * @example 16385
                     */
                    groupId?: number;
                    /**
                     * @description The device.
                     * @example 0x00158d00045a1b20
                     */
                    ieeeAddress?: string;
                    /**
                     * @description What it is.
                     * @example coordinator
                     * @enum {unknown}
                     */
                    type: "coordinator" | "device" | "group";
                };
            }[];
            /**
             * @description What was found.
             * @example bindings
             * @enum {string}
             */
            type: "bindings";
        } | {
            /**
             * @description How attributes are reported.
             * @example []
             */
            reporting: {
                /**
                 * @description Its name.
                 * @example onOff
                 */
                attribute: string;
                /**
                 * @description The attribute.
                 * @example 0
                 */
                attributeId: number;
                /**
                 * @description By how much a number must change; null where that has no meaning.
                 * @example null
                 */
                change: number | null;
                /**
                 * @description Its name.
                 * @example genOnOff
                 */
                cluster: string;
                /**
                 * @description The cluster.
                 * @example 6
                 */
                clusterId: number;
                /**
                 * @description The endpoint.
                 * @example 1
                 */
                endpointId: number;
                /**
                 * @description At least this often, seconds; 65535: not at all. Null if not known.
                 * @example null
                 */
                maximumIntervalS: number | null;
                /**
                 * @description Not more often than this, seconds. Null if not known.
                 * @example null
                 */
                minimumIntervalS: number | null;
                /**
                 * @description What the device said: `SUCCESS`, `UNREPORTABLE_ATTRIBUTE`, `NOT_FOUND` …
                 * @example SUCCESS
                 */
                status: string;
            }[];
            /**
             * @description What was found.
             * @example reporting
             * @enum {string}
             */
            type: "reporting";
        } | {
            /**
             * @description The Zigbee group.
             * @example 16385
             */
            groupId: number;
            /**
             * @description The fate of each member.
             * @example []
             */
            members: {
                /**
                 * @description The values that the device confirmed.
                 * @example {
                 *       "state": "ON"
                 *     }
                 */
                confirmed: {
                    [key: string]: unknown;
                };
                /**
                 * @description Why it failed; null otherwise.
                 * @example null
                 */
                failure: {
                    /**
                     * @description One sentence for people.
                     * @example It is silent.
                     */
                    detail: string;
                    /**
                     * @description A stable word.
                     * @example no-ack
                     * @enum {unknown}
                     */
                    reason: "no-ack" | "no-route" | "timeout" | "unsupported" | "invalid-value" | "rejected" | "unknown-device" | "interrupted" | "queue-full" | "radio-down" | "internal";
                } | null;
                /**
                 * @description The device.
                 * @example 0x00158d00045a1b20
                 */
                ieeeAddress: string;
                /**
                 * @description How it ended.
                 * @example succeeded
                 * @enum {unknown}
                 */
                state: "succeeded" | "failed";
                /**
                 * @description Whether it was reached by the group frame, by a frame of its own, or not at all.
                 * @example group
                 * @enum {unknown}
                 */
                via: "group" | "unicast" | "none";
            }[];
            /**
             * @description What was found.
             * @example group
             * @enum {string}
             */
            type: "group";
        } | {
            /**
             * @description For how long the network is open from then on, seconds; 0: it is closed.
             * @example 60
             */
            durationS: number;
            /**
             * @description What was found.
             * @example permitJoin
             * @enum {string}
             */
            type: "permitJoin";
        };
        /** @description A device: what it is, what it reported, and what was asked of it and not yet confirmed. */
        Device: {
            /**
             * @description Whether the device itself answers, as far as its hub knows.
             * @example true
             */
            available: boolean;
            /** @description What a device is, apart from its values. */
            descriptor: {
                /**
                 * @description What it is, for people.
                 * @example Mi smart plug
                 */
                description: string;
                /**
                 * @description Its part in the Zigbee network.
                 * @example router
                 * @enum {unknown}
                 */
                logicalType: "router" | "endDevice";
                /**
                 * @description What its maker sells it as.
                 * @example ZNCZ02LM
                 */
                model: string;
                /**
                 * @description What the device calls itself.
                 * @example lumi.plug
                 */
                modelId: string;
                /**
                 * @description Where its power comes from.
                 * @example mains
                 * @enum {unknown}
                 */
                powerSource: "mains" | "battery" | "unknown";
                /**
                 * @description Whether it sleeps, so that commands may take until it wakes.
                 * @example false
                 */
                sleepy: boolean;
                /**
                 * @description The version of its firmware.
                 * @example 2018
                 */
                softwareVersion?: string;
                /**
                 * @description Whether the model is a known one; otherwise the traits were derived from its clusters.
                 * @example true
                 */
                supported: boolean;
                /**
                 * @description What it can do and tell.
                 * @example []
                 */
                traits: components["schemas"]["Trait"][];
                /**
                 * @description Its maker.
                 * @example Xiaomi
                 */
                vendor: string;
            };
            /**
             * @description Values by the names of the traits.
             * @example {
             *       "state": "ON"
             *     }
             */
            desired: {
                [key: string]: components["schemas"]["TraitValue"];
            };
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description Whether its hub is connected.
             * @example true
             */
            hubOnline: boolean;
            /**
             * @description How apps picture it; null for none.
             * @example lamp
             */
            icon: string | null;
            /**
             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
             * @example 0x00158d00045a1b20
             */
            ieeeAddress: string;
            /**
             * @description When the hub last heard it; null if never.
             * @example 2026-01-05T08:30:00.000Z
             */
            lastSeenAt: string | null;
            /**
             * @description Quality of the last radio link, 0 to 255; null if not known.
             * @example 120
             */
            linkQuality: number | null;
            /**
             * @description What people call it; until they have, its model and the end of its address.
             * @example Kettle plug
             */
            name: string;
            /**
             * @description The last reported value of each trait, and when it was observed.
             * @example {
             *       "state": {
             *         "value": "ON",
             *         "observedAt": "2026-01-05T08:30:00.000Z"
             *       }
             *     }
             */
            reported: {
                [key: string]: {
                    /**
                     * Format: date-time
                     * @description When the hub observed it.
                     * @example 2026-01-05T08:30:00.000Z
                     */
                    observedAt: string;
                    value: components["schemas"]["TraitValue"];
                };
            };
            /**
             * @description The room that it is in; null for none.
             * @example room-1
             */
            roomId: string | null;
            /**
             * @description Grows with all that it reports and with what people change of it.
             * @example 17
             */
            version: number;
        };
        /** @description A device, or those of its members that were asked for. */
        DevicePart: {
            /**
             * @description Whether the device itself answers, as far as its hub knows.
             * @example true
             */
            available?: boolean;
            /** @description What a device is, apart from its values. */
            descriptor?: {
                /**
                 * @description What it is, for people.
                 * @example Mi smart plug
                 */
                description: string;
                /**
                 * @description Its part in the Zigbee network.
                 * @example router
                 * @enum {unknown}
                 */
                logicalType: "router" | "endDevice";
                /**
                 * @description What its maker sells it as.
                 * @example ZNCZ02LM
                 */
                model: string;
                /**
                 * @description What the device calls itself.
                 * @example lumi.plug
                 */
                modelId: string;
                /**
                 * @description Where its power comes from.
                 * @example mains
                 * @enum {unknown}
                 */
                powerSource: "mains" | "battery" | "unknown";
                /**
                 * @description Whether it sleeps, so that commands may take until it wakes.
                 * @example false
                 */
                sleepy: boolean;
                /**
                 * @description The version of its firmware.
                 * @example 2018
                 */
                softwareVersion?: string;
                /**
                 * @description Whether the model is a known one; otherwise the traits were derived from its clusters.
                 * @example true
                 */
                supported: boolean;
                /**
                 * @description What it can do and tell.
                 * @example []
                 */
                traits: components["schemas"]["Trait"][];
                /**
                 * @description Its maker.
                 * @example Xiaomi
                 */
                vendor: string;
            };
            /**
             * @description Values by the names of the traits.
             * @example {
             *       "state": "ON"
             *     }
             */
            desired?: {
                [key: string]: components["schemas"]["TraitValue"];
            };
            /**
             * @description The home.
             * @example home-1
             */
            homeId?: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId?: string;
            /**
             * @description Whether its hub is connected.
             * @example true
             */
            hubOnline?: boolean;
            /**
             * @description How apps picture it; null for none.
             * @example lamp
             */
            icon?: string | null;
            /**
             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
             * @example 0x00158d00045a1b20
             */
            ieeeAddress: string;
            /**
             * @description When the hub last heard it; null if never.
             * @example 2026-01-05T08:30:00.000Z
             */
            lastSeenAt?: string | null;
            /**
             * @description Quality of the last radio link, 0 to 255; null if not known.
             * @example 120
             */
            linkQuality?: number | null;
            /**
             * @description What people call it; until they have, its model and the end of its address.
             * @example Kettle plug
             */
            name?: string;
            /**
             * @description The last reported value of each trait, and when it was observed.
             * @example {
             *       "state": {
             *         "value": "ON",
             *         "observedAt": "2026-01-05T08:30:00.000Z"
             *       }
             *     }
             */
            reported?: {
                [key: string]: {
                    /**
                     * Format: date-time
                     * @description When the hub observed it.
                     * @example 2026-01-05T08:30:00.000Z
                     */
                    observedAt: string;
                    value: components["schemas"]["TraitValue"];
                };
            };
            /**
             * @description The room that it is in; null for none.
             * @example room-1
             */
            roomId?: string | null;
            /**
             * @description Grows with all that it reports and with what people change of it.
             * @example 17
             */
            version?: number;
        };
        /** @description Something that happened in a home: the `data` of an event of the stream. */
        Event: {
            /**
             * @description The command.
             * @example cmd-01
             */
            commandId?: string;
            confirmed?: components["schemas"]["TraitValues"];
            /**
             * @description How many entries a hub has lost.
             * @example 12
             */
            count?: number;
            /**
             * @description Its place in the stream of the home. Opaque.
             * @example 1764000000000-0
             */
            eventId: string;
            failure?: components["schemas"]["CommandFailure"];
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId?: string;
            /**
             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
             * @example 0x00158d00045a1b20
             */
            ieeeAddress?: string;
            /**
             * @description Quality of the radio link.
             * @example 120
             */
            linkQuality?: number;
            /**
             * @description Which diagnosis of push this belongs to.
             * @example probe-5a1f0c2d3b4e6978
             */
            probeId?: string;
            /**
             * @description Why entries were lost, or why a webhook was suspended.
             * @example journal-full
             */
            reason?: string;
            /** @description How people have set the device up from now on. */
            settings?: {
                /**
                 * @description Its icon; null for none.
                 * @example lamp
                 */
                icon: string | null;
                /**
                 * @description Its name; null for none.
                 * @example Balcony
                 */
                name: string | null;
                /**
                 * @description Its room; null for none.
                 * @example room-1
                 */
                roomId: string | null;
            };
            /**
             * Format: date-time
             * @description When it happened; for reports by the clock of the hub.
             * @example 2026-01-05T08:30:00.000Z
             */
            time: string;
            /**
             * @description What happened.
             * @example traitReported
             * @enum {unknown}
             */
            type: "hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed";
            values?: components["schemas"]["TraitValues"];
            /**
             * @description The webhook.
             * @example webhook-5a1f0c2d3b4e6978
             */
            webhookId?: string;
        };
        /** @description Events were lost to this subscriber: the `data` of a `gap` event. Read the devices anew. */
        Gap: {
            /**
             * @description The last event before the gap; null if not known.
             * @example 1764000000000-0
             */
            afterEventId: string | null;
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The stream no longer has the events, or the reader was too slow for them.
             * @example trimmed
             * @enum {unknown}
             */
            reason: "trimmed" | "slow-reader";
            /**
             * @description The first event after the gap; null if none is known yet.
             * @example 1764000005000-0
             */
            resumedAtEventId: string | null;
        };
        /** @description A hub: the box that has a Zigbee coordinator and speaks to the platform. */
        Hub: {
            /**
             * Format: date-time
             * @description When it came into the home.
             * @example 2026-01-05T08:30:00.000Z
             */
            claimedAt: string;
            /**
             * @description How many devices it has.
             * @example 4
             */
            deviceCount: number;
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description How apps picture it; null for none.
             * @example hub
             */
            icon: string | null;
            /**
             * @description What kind of hub it is.
             * @example smart-gateway
             */
            model: string;
            /**
             * @description What people call it.
             * @example Hallway
             */
            name: string;
            /**
             * @description Whether it is connected now.
             * @example true
             */
            online: boolean;
            /**
             * Format: date-time
             * @description When it last came online or went offline.
             * @example 2026-01-05T08:30:00.000Z
             */
            onlineChangedAt: string;
            /**
             * @description When the network closes, or closed: devices may join as long as this is in the future. Null if nobody has opened it.
             * @example 2026-01-05T08:31:00.000Z
             */
            permitJoinUntil: string | null;
            /**
             * @description The hub that has taken over from it; null if none has.
             * @example null
             */
            replacedBy: string | null;
            /**
             * @description Its key is refused.
             * @example false
             */
            revoked: boolean;
            /**
             * @description The version of its software.
             * @example 0.1.0
             */
            softwareVersion: string;
            /**
             * @description Grows with every change.
             * @example 3
             */
            version: number;
        };
        /** @description A problem (RFC 9457). Further members may be there. */
        Problem: {
            /**
             * @description By which programs tell problems apart. Stable.
             * @example not-found
             * @enum {unknown}
             */
            code: "invalid-request" | "unauthenticated" | "permission-denied" | "pin-required" | "pin-wrong" | "invalid-grant" | "not-found" | "method-not-allowed" | "request-timeout" | "conflict" | "quota-exceeded" | "hub-offline" | "precondition-failed" | "payload-too-large" | "headers-too-large" | "unsupported-media-type" | "upgrade-required" | "unknown-trait" | "trait-not-settable" | "trait-not-gettable" | "invalid-value" | "rate-limited" | "queue-full" | "internal" | "store-unavailable" | "unavailable" | "timeout";
            /**
             * @description What happened this time, for people.
             * @example There is no such device.
             */
            detail: string;
            /**
             * @description Each thing that is wrong with the request.
             * @example [
             *       {
             *         "code": "invalid-value",
             *         "trait": "brightness",
             *         "expected": "a whole number from 0 to 254"
             *       }
             *     ]
             */
            faults?: {
                /**
                 * @description What is wrong here.
                 * @example invalid-value
                 * @enum {unknown}
                 */
                code: "invalid-request" | "unauthenticated" | "permission-denied" | "pin-required" | "pin-wrong" | "invalid-grant" | "not-found" | "method-not-allowed" | "request-timeout" | "conflict" | "quota-exceeded" | "hub-offline" | "precondition-failed" | "payload-too-large" | "headers-too-large" | "unsupported-media-type" | "upgrade-required" | "unknown-trait" | "trait-not-settable" | "trait-not-gettable" | "invalid-value" | "rate-limited" | "queue-full" | "internal" | "store-unavailable" | "unavailable" | "timeout";
                /**
                 * @description What would be right.
                 * @example a whole number from 0 to 254
                 */
                expected: string;
                /**
                 * @description The place in the request.
                 * @example body/durationS
                 */
                field?: string;
                /**
                 * @description The trait, or the path within it.
                 * @example brightness
                 */
                trait?: string;
            }[];
            /**
             * @description Names the request in the log of the platform.
             * @example req-5f0c2a9be81d-1k
             */
            requestId: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What the code means, always the same.
             * @example No such resource
             */
            title: string;
            /**
             * Format: uri-reference
             * @description The page that explains the problem.
             * @example /docs/problems#not-found
             */
            type: string;
        };
        /** @description A named, typed, united value of a device. */
        Trait: {
            /** @description How it may be used. */
            access: {
                /**
                 * @description The hub may ask the device for it.
                 * @example true
                 */
                gettable: boolean;
                /**
                 * @description The device reports it of itself.
                 * @example true
                 */
                reported: boolean;
                /**
                 * @description A command may set it.
                 * @example true
                 */
                settable: boolean;
            };
            /**
             * @description What it means.
             * @example Brightness of this light
             */
            description?: string;
            /**
             * @description The members of a composite.
             * @example []
             */
            features?: components["schemas"]["Trait"][];
            item?: components["schemas"]["Trait"];
            /**
             * @description Its name for people.
             * @example Brightness
             */
            label?: string;
            /**
             * @description Most elements of a list.
             * @example 10
             */
            lengthMax?: number;
            /**
             * @description Fewest elements of a list.
             * @example 0
             */
            lengthMin?: number;
            /**
             * @description Largest number that may be set.
             * @example 254
             */
            maximum?: number;
            /**
             * @description Smallest number that may be set.
             * @example 0
             */
            minimum?: number;
            /**
             * @description Unique within the device.
             * @example brightness
             */
            name: string;
            /**
             * @description Distance between two settable numbers.
             * @example 1
             */
            step?: number;
            /**
             * @description A word that may be set and swaps the two values.
             * @example TOGGLE
             */
            toggleValue?: string;
            /**
             * @description The type of its values.
             * @example integer
             * @enum {unknown}
             */
            type: "boolean" | "integer" | "number" | "enum" | "text" | "composite" | "list";
            /**
             * @description The unit of the numbers, as people write it.
             * @example °C
             */
            unit?: string;
            /**
             * @description The words of an enum.
             * @example [
             *       "ON",
             *       "OFF"
             *     ]
             */
            values?: string[];
        };
        /**
         * @description A value of a trait; of which type, the descriptor of the device says. Null where it is not known.
         * @example ON
         * @example 21.5
         * @example true
         */
        TraitValue: boolean | number | string | null | Record<string, never> | unknown[];
        /**
         * @description Values by the names of the traits.
         * @example {
         *       "state": "ON"
         *     }
         */
        TraitValues: {
            [key: string]: components["schemas"]["TraitValue"];
        };
        /** @description A webhook. */
        Webhook: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-01-05T08:30:00.000Z
             */
            createdAt: string;
            /**
             * @description The account that made it.
             * @example account-1
             */
            createdBy: string;
            /**
             * @description Which events are wanted: what is absent does not limit, all that is there must fit.
             * @example {
             *       "types": [
             *         "deviceOffline",
             *         "traitReported"
             *       ]
             *     }
             */
            filter: {
                /**
                 * @description Only events of these hubs.
                 * @example [
                 *       "hub-8f3b2c1d4e5f6071"
                 *     ]
                 */
                hubIds?: string[];
                /**
                 * @description Only events of these devices.
                 * @example [
                 *       "0x00158d00045a1b20"
                 *     ]
                 */
                ieeeAddresses?: string[];
                /**
                 * @description Only events of devices in these rooms and the rooms within them.
                 * @example [
                 *       "room-1"
                 *     ]
                 */
                roomIds?: string[];
                /**
                 * @description Only events that tell a value of one of these traits.
                 * @example [
                 *       "state"
                 *     ]
                 */
                traits?: string[];
                /**
                 * @description Only these types of event.
                 * @example [
                 *       "deviceOffline",
                 *       "traitReported"
                 *     ]
                 */
                types?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed")[];
            };
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description What people call it.
             * @example Alarm desk
             */
            name: string;
            /**
             * @description How long an event that is not taken is tried again before it becomes a dead letter and the next one follows, seconds.
             * @example 86400
             */
            retryForS: number;
            /**
             * @description Paused by somebody, suspended by the platform: nothing is delivered until it is resumed.
             * @example active
             * @enum {unknown}
             */
            state: "active" | "paused" | "suspended";
            /** @description How deliveries go. */
            status: {
                /**
                 * @description Events that were given up and can be replayed.
                 * @example 0
                 */
                deadLetterCount: number;
                /**
                 * @description Dead letters that made room for newer ones: the last 1,000 are kept.
                 * @example 0
                 */
                deadLettersDroppedCount: number;
                /**
                 * @description Events that were taken.
                 * @example 0
                 */
                deliveredCount: number;
                /**
                 * @description Since when nothing was taken; null if all is well.
                 * @example 2026-01-05T08:30:00.000Z
                 */
                failingSince: string | null;
                /**
                 * @description How often events were lost because it was too far behind.
                 * @example 0
                 */
                gapCount: number;
                /**
                 * @description Why the last attempt failed.
                 * @example answered 500
                 */
                lastError: string | null;
                /**
                 * @description When something was taken last.
                 * @example 2026-01-05T08:30:00.000Z
                 */
                lastSuccessAt: string | null;
                /**
                 * @description When the event at the head is tried again.
                 * @example 2026-01-05T08:30:00.000Z
                 */
                nextAttemptAt: string | null;
                /**
                 * @description The last event that is done with.
                 * @example 1764000005000-0
                 */
                placeEventId: string | null;
            };
            /**
             * @description Why it is suspended.
             * @example null
             */
            suspension: {
                /**
                 * Format: date-time
                 * @description When.
                 * @example 2026-01-05T08:30:00.000Z
                 */
                at: string;
                /**
                 * @description Nothing was taken for a day; the receiver answered 410; or who made it does not manage the home any more.
                 * @example failing
                 * @enum {unknown}
                 */
                reason: "failing" | "gone" | "creator-left";
            } | null;
            /**
             * @description Where events are sent, by https. Nothing inside the network of the platform, unless its operator allows that; redirections are not followed.
             * @example https://hooks.example.org/zigfleet
             */
            url: string;
            /**
             * @description Counts its changes.
             * @example 1
             */
            version: number;
            /**
             * @description The webhook.
             * @example webhook-5a1f0c2d3b4e6978
             */
            webhookId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Always true.
                         * @example true
                         */
                        live: boolean;
                    };
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What keeps it from serving.
                         * @example []
                         */
                        faults: string[];
                        /**
                         * @description Whether the node can serve.
                         * @example true
                         */
                        ready: boolean;
                    };
                };
            };
            /** @description It cannot now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What keeps it from serving.
                         * @example []
                         */
                        faults: string[];
                        /**
                         * @description Whether the node can serve.
                         * @example true
                         */
                        ready: boolean;
                    };
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The account.
                         * @example account-1
                         */
                        accountId: string;
                        /**
                         * Format: date-time
                         * @description When it was made.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        createdAt: string;
                        /**
                         * @description Its e-mail address; null until the first owner takes one.
                         * @example ada@example.org
                         */
                        email: string | null;
                        /**
                         * @description Whether it has a password.
                         * @example true
                         */
                        hasPassword: boolean;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccountAudit: {
        parameters: {
            query?: {
                /** @description Only what this account, login or API key did. */
                actor?: string;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description Only what was asked at this time or later. */
                from?: string;
                /** @description Most entries of a page. */
                limit?: number;
                /** @description Only this operation, by its id in this document. */
                operation?: string;
                /** @description Only what ended like that. */
                result?: "succeeded" | "refused" | "failed" | "unknown";
                /** @description Only what was about this device, hub, command, room, …, by its id. */
                target?: string;
                /** @description Only what was asked before this time. */
                to?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Newest first.
                         * @example [
                         *       {
                         *         "requestId": "req-5f0c2a9be81d-1k",
                         *         "time": "2026-01-05T08:30:00.000Z",
                         *         "operation": "sendCommand",
                         *         "accountId": "account-1",
                         *         "credentialId": "credential-1",
                         *         "client": "zigfleet/0.1.0",
                         *         "address": "203.0.113.7",
                         *         "homeId": "home-1",
                         *         "targets": {
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "commandId": "cmd-01"
                         *         },
                         *         "details": {
                         *           "set": {
                         *             "state": "ON"
                         *           }
                         *         },
                         *         "result": "succeeded",
                         *         "status": 202,
                         *         "code": null
                         *       }
                         *     ]
                         */
                        entries: {
                            /**
                             * @description Who asked. Of a login that was refused: the account that was tried, if there is one.
                             * @example account-1
                             */
                            accountId: string | null;
                            /**
                             * @description From which address: that of the connection, or what a trusted proxy says.
                             * @example 203.0.113.7
                             */
                            address: string;
                            /**
                             * @description What the program calls itself: the beginning of its `User-Agent`.
                             * @example zigfleet/0.1.0
                             */
                            client: string | null;
                            /**
                             * @description The code of the problem that was answered.
                             * @example permission-denied
                             */
                            code: string | null;
                            /**
                             * @description By which login or API key.
                             * @example credential-1
                             */
                            credentialId: string | null;
                            /**
                             * @description What was asked: the body without secrets, shortened where it is long.
                             * @example {
                             *       "set": {
                             *         "state": "ON"
                             *       }
                             *     }
                             */
                            details: {
                                [key: string]: unknown;
                            };
                            /**
                             * @description The home that it was about.
                             * @example home-1
                             */
                            homeId: string | null;
                            /**
                             * @description The operation's id in this document.
                             * @example sendCommand
                             */
                            operation: string;
                            /**
                             * @description The request, as its answer named it.
                             * @example req-5f0c2a9be81d-1k
                             */
                            requestId: string;
                            /**
                             * @description How it ended. `refused`: nothing was changed, see `code`. `failed`: by a fault of the platform. `unknown`: the node ended before it could say; it may or may not have taken effect.
                             * @example succeeded
                             * @enum {unknown}
                             */
                            result: "succeeded" | "refused" | "failed" | "unknown";
                            /**
                             * @description The status that was answered; null if the result is unknown.
                             * @example 202
                             */
                            status: number | null;
                            /**
                             * @description What it was about: the ids in the path, and of what was made.
                             * @example {
                             *       "ieeeAddress": "0x00158d00045a1b20",
                             *       "commandId": "cmd-01"
                             *     }
                             */
                            targets: {
                                [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description When it was asked.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            time: string;
                        }[];
                        /**
                         * @description Send it as `cursor` to get the next page; null at the end. A page that is filtered may be short, or empty, before the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The confirmation. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The `accountId`, so that nobody does this by mistake.
                     * @example account-1
                     */
                    confirm: string;
                    /**
                     * @description The password of the account.
                     * @example correct horse battery
                     */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The password before and the new one. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The password of the account.
                     * @example correct horse battery
                     */
                    currentPassword?: string;
                    /**
                     * @description An e-mail address. Upper and lower case are the same.
                     * @example ada@example.org
                     */
                    email?: string;
                    /**
                     * @description A password of 10 to 256 characters, whichever they are.
                     * @example correct horse battery
                     */
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description It is set: log in again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description An e-mail address. Upper and lower case are the same.
                     * @example ada@example.org
                     */
                    email: string;
                    /**
                     * @description A password of 10 to 256 characters, whichever they are.
                     * @example correct horse battery
                     */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Log in next. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The keys, oldest first.
                         * @example [
                         *       {
                         *         "keyId": "key-1",
                         *         "name": "Dashboard",
                         *         "scopes": [
                         *           "devices:read",
                         *           "events:read"
                         *         ],
                         *         "homeIds": [
                         *           "home-1"
                         *         ],
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "expiresAt": "2027-01-05T08:30:00.000Z"
                         *       }
                         *     ]
                         */
                        keys: {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            createdAt: string;
                            /**
                             * @description It does not work after this; null: until it is deleted.
                             * @example 2027-01-05T08:30:00.000Z
                             */
                            expiresAt: string | null;
                            /**
                             * @description The homes that it reaches at most; null for all of the account.
                             * @example [
                             *       "home-1"
                             *     ]
                             */
                            homeIds: string[] | null;
                            /**
                             * @description The key. Not the secret.
                             * @example key-1
                             */
                            keyId: string;
                            /**
                             * @description What it is for.
                             * @example Dashboard
                             */
                            name: string;
                            /**
                             * @description The permissions that it has at most; the roles of the account still apply.
                             * @example [
                             *       "devices:read",
                             *       "events:read"
                             *     ]
                             */
                            scopes: ("account:read" | "audit:read" | "commands:cancel" | "commands:read" | "devices:command" | "devices:manage" | "devices:radio" | "devices:read" | "events:read" | "groups:manage" | "groups:read" | "homes:delete" | "homes:join" | "homes:leave" | "homes:read" | "homes:set-pin" | "homes:transfer" | "homes:update" | "hubs:claim" | "hubs:manage" | "hubs:permit-join" | "hubs:read" | "members:manage" | "members:read" | "platform:audit" | "push:diagnose" | "rooms:manage" | "webhooks:manage" | "webhooks:read")[];
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the key may do. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description It does not work after this; null: until it is deleted.
                     * @default null
                     * @example 2027-01-05T08:30:00.000Z
                     */
                    expiresAt?: string | null;
                    /**
                     * @description The homes that it reaches at most; null for all of the account.
                     * @default null
                     * @example [
                     *       "home-1"
                     *     ]
                     */
                    homeIds?: string[] | null;
                    /**
                     * @description What it is for.
                     * @example Dashboard
                     */
                    name: string;
                    /**
                     * @description The permissions that it has at most.
                     * @example [
                     *       "devices:read"
                     *     ]
                     */
                    scopes: ("account:read" | "audit:read" | "commands:cancel" | "commands:read" | "devices:command" | "devices:manage" | "devices:radio" | "devices:read" | "events:read" | "groups:manage" | "groups:read" | "homes:delete" | "homes:join" | "homes:leave" | "homes:read" | "homes:set-pin" | "homes:transfer" | "homes:update" | "hubs:claim" | "hubs:manage" | "hubs:permit-join" | "hubs:read" | "members:manage" | "members:read" | "platform:audit" | "push:diagnose" | "rooms:manage" | "webhooks:manage" | "webhooks:read")[];
                };
            };
        };
        responses: {
            /** @description The key with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description An API key: a long-lived credential for a program.
                         * @example {
                         *       "keyId": "key-1",
                         *       "name": "Dashboard",
                         *       "scopes": [
                         *         "devices:read",
                         *         "events:read"
                         *       ],
                         *       "homeIds": [
                         *         "home-1"
                         *       ],
                         *       "createdAt": "2026-01-05T08:30:00.000Z",
                         *       "expiresAt": "2027-01-05T08:30:00.000Z"
                         *     }
                         */
                        key: {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            createdAt: string;
                            /**
                             * @description It does not work after this; null: until it is deleted.
                             * @example 2027-01-05T08:30:00.000Z
                             */
                            expiresAt: string | null;
                            /**
                             * @description The homes that it reaches at most; null for all of the account.
                             * @example [
                             *       "home-1"
                             *     ]
                             */
                            homeIds: string[] | null;
                            /**
                             * @description The key. Not the secret.
                             * @example key-1
                             */
                            keyId: string;
                            /**
                             * @description What it is for.
                             * @example Dashboard
                             */
                            name: string;
                            /**
                             * @description The permissions that it has at most; the roles of the account still apply.
                             * @example [
                             *       "devices:read",
                             *       "events:read"
                             *     ]
                             */
                            scopes: ("account:read" | "audit:read" | "commands:cancel" | "commands:read" | "devices:command" | "devices:manage" | "devices:radio" | "devices:read" | "events:read" | "groups:manage" | "groups:read" | "homes:delete" | "homes:join" | "homes:leave" | "homes:read" | "homes:set-pin" | "homes:transfer" | "homes:update" | "hubs:claim" | "hubs:manage" | "hubs:permit-join" | "hubs:read" | "members:manage" | "members:read" | "platform:audit" | "push:diagnose" | "rooms:manage" | "webhooks:manage" | "webhooks:read")[];
                        };
                        /**
                         * @description The bearer token. Told only once.
                         * @example zf_key
                         */
                        secret: string;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlatformAudit: {
        parameters: {
            query?: {
                /** @description Only what this account, login or API key did. */
                actor?: string;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description Only what was asked at this time or later. */
                from?: string;
                /** @description Most entries of a page. */
                limit?: number;
                /** @description Only this operation, by its id in this document. */
                operation?: string;
                /** @description Only what ended like that. */
                result?: "succeeded" | "refused" | "failed" | "unknown";
                /** @description Only what was about this device, hub, command, room, …, by its id. */
                target?: string;
                /** @description Only what was asked before this time. */
                to?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Newest first.
                         * @example [
                         *       {
                         *         "requestId": "req-5f0c2a9be81d-1k",
                         *         "time": "2026-01-05T08:30:00.000Z",
                         *         "operation": "sendCommand",
                         *         "accountId": "account-1",
                         *         "credentialId": "credential-1",
                         *         "client": "zigfleet/0.1.0",
                         *         "address": "203.0.113.7",
                         *         "homeId": "home-1",
                         *         "targets": {
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "commandId": "cmd-01"
                         *         },
                         *         "details": {
                         *           "set": {
                         *             "state": "ON"
                         *           }
                         *         },
                         *         "result": "succeeded",
                         *         "status": 202,
                         *         "code": null
                         *       }
                         *     ]
                         */
                        entries: {
                            /**
                             * @description Who asked. Of a login that was refused: the account that was tried, if there is one.
                             * @example account-1
                             */
                            accountId: string | null;
                            /**
                             * @description From which address: that of the connection, or what a trusted proxy says.
                             * @example 203.0.113.7
                             */
                            address: string;
                            /**
                             * @description What the program calls itself: the beginning of its `User-Agent`.
                             * @example zigfleet/0.1.0
                             */
                            client: string | null;
                            /**
                             * @description The code of the problem that was answered.
                             * @example permission-denied
                             */
                            code: string | null;
                            /**
                             * @description By which login or API key.
                             * @example credential-1
                             */
                            credentialId: string | null;
                            /**
                             * @description What was asked: the body without secrets, shortened where it is long.
                             * @example {
                             *       "set": {
                             *         "state": "ON"
                             *       }
                             *     }
                             */
                            details: {
                                [key: string]: unknown;
                            };
                            /**
                             * @description The home that it was about.
                             * @example home-1
                             */
                            homeId: string | null;
                            /**
                             * @description The operation's id in this document.
                             * @example sendCommand
                             */
                            operation: string;
                            /**
                             * @description The request, as its answer named it.
                             * @example req-5f0c2a9be81d-1k
                             */
                            requestId: string;
                            /**
                             * @description How it ended. `refused`: nothing was changed, see `code`. `failed`: by a fault of the platform. `unknown`: the node ended before it could say; it may or may not have taken effect.
                             * @example succeeded
                             * @enum {unknown}
                             */
                            result: "succeeded" | "refused" | "failed" | "unknown";
                            /**
                             * @description The status that was answered; null if the result is unknown.
                             * @example 202
                             */
                            status: number | null;
                            /**
                             * @description What it was about: the ids in the path, and of what was made.
                             * @example {
                             *       "ieeeAddress": "0x00158d00045a1b20",
                             *       "commandId": "cmd-01"
                             *     }
                             */
                            targets: {
                                [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description When it was asked.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            time: string;
                        }[];
                        /**
                         * @description Send it as `cursor` to get the next page; null at the end. A page that is filtered may be short, or empty, before the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportPlatformAudit: {
        parameters: {
            query?: {
                /** @description Only what this account, login or API key did. */
                actor?: string;
                /** @description Only what was asked at this time or later. */
                from?: string;
                /** @description Only this operation, by its id in this document. */
                operation?: string;
                /** @description Only what ended like that. */
                result?: "succeeded" | "refused" | "failed" | "unknown";
                /** @description Only what was about this device, hub, command, room, …, by its id. */
                target?: string;
                /** @description Only what was asked before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommands: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description The home. */
                homeId?: string;
                /** @description Only what this hub and its devices were told. */
                hubId?: string;
                /** @description Most commands of a page. */
                limit?: number;
                /** @description Only commands that are in one of these states now. */
                state?: ("queued" | "sent" | "delivered" | "succeeded" | "failed" | "expired" | "cancelled")[];
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of commands. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Newest first. There may be fewer than asked for, or none, before the end.
                         * @example [
                         *       {
                         *         "commandId": "cmd-01",
                         *         "homeId": "home-1",
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "action": {
                         *           "type": "setTraits",
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "values": {
                         *             "state": "ON"
                         *           }
                         *         },
                         *         "state": "succeeded",
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "expiresAt": "2026-01-05T08:31:00.000Z",
                         *         "changedAt": "2026-01-05T08:30:00.000Z",
                         *         "requestedBy": "account-1",
                         *         "requestedThrough": {
                         *           "credentialId": "credential-1",
                         *           "kind": "token",
                         *           "name": null,
                         *           "userAgent": "example-app/1.0"
                         *         },
                         *         "confirmed": {
                         *           "state": "ON"
                         *         },
                         *         "failure": null
                         *       }
                         *     ]
                         */
                        commands: components["schemas"]["Command"][];
                        /**
                         * @description Send it as `cursor`, with all else as it is, to get the next page; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key from the same account within a day gets the first command back instead of making another. */
                "idempotency-key"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /** @description The PIN of the account in this home. Needed only where the home wants one: for locks, and for the devices that it names. */
                "security-pin"?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Which devices, and what they are to do. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `online`: the device answers and its hub is connected; `offline`: it does not answer; `hubOffline`: its hub is not connected, so nobody can tell.
                     * @example online
                     * @enum {unknown}
                     */
                    availability?: "online" | "offline" | "hubOffline";
                    /**
                     * @description The home.
                     * @example home-1
                     */
                    homeId?: string;
                    /**
                     * @description Only the devices of this hub.
                     * @example hub-8f3b2c1d4e5f6071
                     */
                    hubId?: string;
                    /**
                     * @description These devices; what else is given must hold for them too. Without it: every device that is as the rest says and can take what is to be set.
                     * @example [
                     *       "0x00158d00045a1b20"
                     *     ]
                     */
                    ieeeAddresses?: string[];
                    /**
                     * @description Only what is in this room or in a room within it.
                     * @example room-1
                     */
                    roomId?: string;
                    /**
                     * @description The values that the device is to take, by the names of its traits.
                     * @example {
                     *       "state": "ON"
                     *     }
                     */
                    set: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description Only devices whose name, model, vendor or address has all these words in it; upper and lower case are the same.
                     * @example kitchen
                     */
                    text?: string;
                    /**
                     * @description Only devices with this trait, such as `contact`, or with this trait at a last reported value: `state=ON`, `state!=ON`, `battery<20`, also `<=`, `>`, `>=`. Several must all hold.
                     * @example [
                     *       "state=ON"
                     *     ]
                     */
                    trait?: string[];
                    /**
                     * @description How long the command may wait to be started, milliseconds. It never runs later.
                     * @default 60000
                     * @example 60000
                     */
                    ttlMs?: number;
                    /**
                     * @description If the hub is offline: keep the command until `ttlMs` have passed, or refuse it at once.
                     * @default queue
                     * @example queue
                     * @enum {unknown}
                     */
                    whenOffline?: "queue" | "refuse";
                };
            };
        };
        responses: {
            /** @description All commands are at their ends: see each `state`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description One for each device, in the order that was given, else by address.
                         * @example [
                         *       {
                         *         "ieeeAddress": "0x00158d00045a1b20",
                         *         "command": {
                         *           "commandId": "cmd-01",
                         *           "homeId": "home-1",
                         *           "hubId": "hub-8f3b2c1d4e5f6071",
                         *           "action": {
                         *             "type": "setTraits",
                         *             "ieeeAddress": "0x00158d00045a1b20",
                         *             "values": {
                         *               "state": "ON"
                         *             }
                         *           },
                         *           "state": "succeeded",
                         *           "createdAt": "2026-01-05T08:30:00.000Z",
                         *           "expiresAt": "2026-01-05T08:31:00.000Z",
                         *           "changedAt": "2026-01-05T08:30:00.000Z",
                         *           "requestedBy": "account-1",
                         *           "requestedThrough": {
                         *             "credentialId": "credential-1",
                         *             "kind": "token",
                         *             "name": null,
                         *             "userAgent": "example-app/1.0"
                         *           },
                         *           "confirmed": {
                         *             "state": "ON"
                         *           },
                         *           "failure": null
                         *         },
                         *         "problem": null
                         *       }
                         *     ]
                         */
                        results: {
                            /**
                             * @description The command that was made for it; null if none was.
                             * @example {
                             *       "commandId": "cmd-01",
                             *       "homeId": "home-1",
                             *       "hubId": "hub-8f3b2c1d4e5f6071",
                             *       "action": {
                             *         "type": "setTraits",
                             *         "ieeeAddress": "0x00158d00045a1b20",
                             *         "values": {
                             *           "state": "ON"
                             *         }
                             *       },
                             *       "state": "succeeded",
                             *       "createdAt": "2026-01-05T08:30:00.000Z",
                             *       "expiresAt": "2026-01-05T08:31:00.000Z",
                             *       "changedAt": "2026-01-05T08:30:00.000Z",
                             *       "requestedBy": "account-1",
                             *       "requestedThrough": {
                             *         "credentialId": "credential-1",
                             *         "kind": "token",
                             *         "name": null,
                             *         "userAgent": "example-app/1.0"
                             *       },
                             *       "confirmed": {
                             *         "state": "ON"
                             *       },
                             *       "failure": null
                             *     }
                             */
                            command: components["schemas"]["Command"] | null;
                            /**
                             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                             * @example 0x00158d00045a1b20
                             */
                            ieeeAddress: string;
                            /**
                             * @description Why none was made; null if one was.
                             * @example null
                             */
                            problem: components["schemas"]["Problem"] | null;
                        }[];
                    };
                };
            };
            /** @description Some commands are not yet at their ends. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description One for each device, in the order that was given, else by address.
                         * @example [
                         *       {
                         *         "ieeeAddress": "0x00158d00045a1b20",
                         *         "command": {
                         *           "commandId": "cmd-01",
                         *           "homeId": "home-1",
                         *           "hubId": "hub-8f3b2c1d4e5f6071",
                         *           "action": {
                         *             "type": "setTraits",
                         *             "ieeeAddress": "0x00158d00045a1b20",
                         *             "values": {
                         *               "state": "ON"
                         *             }
                         *           },
                         *           "state": "succeeded",
                         *           "createdAt": "2026-01-05T08:30:00.000Z",
                         *           "expiresAt": "2026-01-05T08:31:00.000Z",
                         *           "changedAt": "2026-01-05T08:30:00.000Z",
                         *           "requestedBy": "account-1",
                         *           "requestedThrough": {
                         *             "credentialId": "credential-1",
                         *             "kind": "token",
                         *             "name": null,
                         *             "userAgent": "example-app/1.0"
                         *           },
                         *           "confirmed": {
                         *             "state": "ON"
                         *           },
                         *           "failure": null
                         *         },
                         *         "problem": null
                         *       }
                         *     ]
                         */
                        results: {
                            /**
                             * @description The command that was made for it; null if none was.
                             * @example {
                             *       "commandId": "cmd-01",
                             *       "homeId": "home-1",
                             *       "hubId": "hub-8f3b2c1d4e5f6071",
                             *       "action": {
                             *         "type": "setTraits",
                             *         "ieeeAddress": "0x00158d00045a1b20",
                             *         "values": {
                             *           "state": "ON"
                             *         }
                             *       },
                             *       "state": "succeeded",
                             *       "createdAt": "2026-01-05T08:30:00.000Z",
                             *       "expiresAt": "2026-01-05T08:31:00.000Z",
                             *       "changedAt": "2026-01-05T08:30:00.000Z",
                             *       "requestedBy": "account-1",
                             *       "requestedThrough": {
                             *         "credentialId": "credential-1",
                             *         "kind": "token",
                             *         "name": null,
                             *         "userAgent": "example-app/1.0"
                             *       },
                             *       "confirmed": {
                             *         "state": "ON"
                             *       },
                             *       "failure": null
                             *     }
                             */
                            command: components["schemas"]["Command"] | null;
                            /**
                             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                             * @example 0x00158d00045a1b20
                             */
                            ieeeAddress: string;
                            /**
                             * @description Why none was made; null if one was.
                             * @example null
                             */
                            problem: components["schemas"]["Problem"] | null;
                        }[];
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `pin-required`: The home wants a PIN for commands to this device. Send yours as `Security-Pin`; set one with `PUT /v1/homes/{homeId}/pin` if you have none.
             *
             *     `pin-wrong`: The PIN is not yours in this home. After five wrong ones it is `rate-limited` for a quarter of an hour.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCommand: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The command. */
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The command. */
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command, cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideDeviceLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which login, and whether. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Whether it is you who logs in there.
                     * @example true
                     */
                    approve: boolean;
                    /**
                     * @description What the device shows. Case and hyphens do not matter.
                     * @example WDJB-MJHT
                     */
                    userCode: string;
                };
            };
        };
        responses: {
            /** @description It is decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /** @description `online`: the device answers and its hub is connected; `offline`: it does not answer; `hubOffline`: its hub is not connected, so nobody can tell. */
                availability?: "online" | "offline" | "hubOffline";
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description The members that are wanted, joined by commas; of `descriptor`, `reported` and `desired` also single ones. `ieeeAddress` always comes. Without it: everything. */
                fields?: string;
                /** @description The home. */
                homeId?: string;
                /** @description Only the devices of this hub. */
                hubId?: string;
                /** @description Most devices of a page. */
                limit?: number;
                /** @description Only what is in this room or in a room within it. */
                roomId?: string;
                /** @description The order within each home. */
                sort?: "address" | "name";
                /** @description Only devices whose name, model, vendor or address has all these words in it; upper and lower case are the same. */
                text?: string;
                /** @description Only devices with this trait, such as `contact`, or with this trait at a last reported value: `state=ON`, `state!=ON`, `battery<20`, also `<=`, `>`, `>=`. Several must all hold. */
                trait?: string[];
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The devices of this page: whole, unless `fields` asks for less.
                         * @example [
                         *       {
                         *         "ieeeAddress": "0x00158d00045a1b20",
                         *         "homeId": "home-1",
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "name": "Kitchen lamp",
                         *         "roomId": "room-1",
                         *         "icon": "lamp",
                         *         "descriptor": {
                         *           "logicalType": "router",
                         *           "powerSource": "mains",
                         *           "modelId": "lumi.light.cwac02",
                         *           "model": "ZNLDP13LM",
                         *           "vendor": "Aqara",
                         *           "description": "T1 smart LED bulb",
                         *           "supported": true,
                         *           "sleepy": false,
                         *           "traits": [
                         *             {
                         *               "type": "enum",
                         *               "name": "state",
                         *               "values": [
                         *                 "ON",
                         *                 "OFF"
                         *               ],
                         *               "toggleValue": "TOGGLE",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               }
                         *             },
                         *             {
                         *               "type": "integer",
                         *               "name": "brightness",
                         *               "minimum": 0,
                         *               "maximum": 254,
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               }
                         *             },
                         *             {
                         *               "type": "composite",
                         *               "name": "color",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               },
                         *               "features": [
                         *                 {
                         *                   "type": "number",
                         *                   "name": "x",
                         *                   "minimum": 0,
                         *                   "maximum": 1,
                         *                   "access": {
                         *                     "reported": true,
                         *                     "settable": true,
                         *                     "gettable": true
                         *                   }
                         *                 },
                         *                 {
                         *                   "type": "number",
                         *                   "name": "y",
                         *                   "minimum": 0,
                         *                   "maximum": 1,
                         *                   "access": {
                         *                     "reported": true,
                         *                     "settable": true,
                         *                     "gettable": true
                         *                   }
                         *                 }
                         *               ]
                         *             },
                         *             {
                         *               "type": "number",
                         *               "name": "power",
                         *               "unit": "W",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": false,
                         *                 "gettable": false
                         *               }
                         *             }
                         *           ]
                         *         },
                         *         "reported": {
                         *           "state": {
                         *             "value": "OFF",
                         *             "observedAt": "2026-01-05T08:30:00.000Z"
                         *           },
                         *           "brightness": {
                         *             "value": 120,
                         *             "observedAt": "2026-01-05T08:30:00.000Z"
                         *           }
                         *         },
                         *         "desired": {},
                         *         "available": true,
                         *         "hubOnline": true,
                         *         "lastSeenAt": "2026-01-05T08:30:00.000Z",
                         *         "linkQuality": 120,
                         *         "version": 17
                         *       }
                         *     ]
                         */
                        devices: components["schemas"]["DevicePart"][];
                        /**
                         * @description Send it as `cursor`, with all else as it is, to get the next page; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeDevice: {
        parameters: {
            query?: {
                /** @description Forget the device even if it does not answer. It still has the network key: it may come back by itself until it is reset. */
                force?: boolean;
            };
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /** @description The PIN of the account in this home. Needed only where the home wants one: for locks, and for the devices that it names. */
                "security-pin"?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `pin-required`: The home wants a PIN for commands to this device. Send yours as `Security-Pin`; set one with `PUT /v1/homes/{homeId}/pin` if you have none.
             *
             *     `pin-wrong`: The PIN is not yours in this home. After five wrong ones it is `rate-limited` for a quarter of an hour.
             *
             *     `permission-denied`: The credential is valid, but its role in the home does not allow this operation.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The name of a picture, which apps choose: lower-case letters, digits and single `-`, `_`, `:` between them; null for none.
                     * @example lamp
                     * @example mdi:floor-lamp
                     */
                    icon?: string | null;
                    /**
                     * @description What people call it; null for its model and the end of its address.
                     * @example Reading lamp
                     * @example null
                     */
                    name?: string | null;
                    /**
                     * @description The room that it is in; null for none.
                     * @example room-1
                     */
                    roomId?: string | null;
                };
            };
        };
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDeviceAvailability: {
        parameters: {
            query?: {
                /** @description The first instant of it (RFC 3339), with `Z` or an offset whose `+` is sent as `%2B`. By default 24 hours before its end. */
                from?: string;
                /** @description The first instant after it. By default now. */
                to?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who was online when. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The begin of the range.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        from: string;
                        /**
                         * @description How often it was offline. An outage of the hub is one, whatever a device did meanwhile.
                         * @example 1
                         */
                        incidents: number;
                        /**
                         * @description Send it as `from` to get the rest of the segments; null if these are all.
                         * @example null
                         */
                        next: string | null;
                        /**
                         * @description How long it was offline, milliseconds.
                         * @example 720000
                         */
                        offlineMs: number;
                        /**
                         * @description How long it was online, milliseconds.
                         * @example 85680000
                         */
                        onlineMs: number;
                        /**
                         * @description Oldest first, without a gap. At most 1,000: the rest of the range from `next` on.
                         * @example []
                         */
                        segments: {
                            /**
                             * @description Why it was offline: `device-silent`, its hub heard nothing of it; `hub-offline`, the hub itself was away. Null where it was not.
                             * @example hub-offline
                             */
                            cause: ("device-silent" | "hub-offline") | null;
                            /**
                             * Format: date-time
                             * @description The first instant of it.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            from: string;
                            /**
                             * @description `unknown`: it was not there, or so long ago that nothing is kept of it.
                             * @example offline
                             * @enum {unknown}
                             */
                            state: "online" | "offline" | "unknown";
                            /**
                             * Format: date-time
                             * @description The first instant after it: what the next one begins with, or the end of the range.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            to: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description The end of the range; now if it was to be later.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        to: string;
                        /**
                         * @description Of how long nothing is known, milliseconds.
                         * @example 0
                         */
                        unknownMs: number;
                        /**
                         * @description Part of the time of which it is known; null if nothing is known.
                         * @example 99.2
                         */
                        uptimePercent: number | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBindings: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bindDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description Which cluster of which endpoint tells whom. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`.
                     * @example genOnOff
                     */
                    cluster: string;
                    /**
                     * @description The endpoint of the device.
                     * @example 1
                     */
                    endpointId: number;
                    /**
                     * @description Who is told.
                     * @example {
                     *       "type": "coordinator"
                     *     }
                     */
                    target: {
                        /**
                         * @description The endpoint of the device.
                         * @example 1
                         */
                        endpointId?: number;
                        /**
                         * @description The Zigbee group.
                         * @example 16385
                         */
                        groupId?: number;
                        /**
                         * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress?: string;
                        /**
                         * @description The coordinator of the hub, an endpoint of another device, or a Zigbee group.
                         * @example coordinator
                         * @enum {unknown}
                         */
                        type: "coordinator" | "device" | "group";
                    };
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unbindDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description Which cluster of which endpoint tells whom. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`.
                     * @example genOnOff
                     */
                    cluster: string;
                    /**
                     * @description The endpoint of the device.
                     * @example 1
                     */
                    endpointId: number;
                    /**
                     * @description Who is told.
                     * @example {
                     *       "type": "coordinator"
                     *     }
                     */
                    target: {
                        /**
                         * @description The endpoint of the device.
                         * @example 1
                         */
                        endpointId?: number;
                        /**
                         * @description The Zigbee group.
                         * @example 16385
                         */
                        groupId?: number;
                        /**
                         * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress?: string;
                        /**
                         * @description The coordinator of the hub, an endpoint of another device, or a Zigbee group.
                         * @example coordinator
                         * @enum {unknown}
                         */
                        type: "coordinator" | "device" | "group";
                    };
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeviceCommands: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description Most commands of a page. */
                limit?: number;
                /** @description Only commands that are in one of these states now. */
                state?: ("queued" | "sent" | "delivered" | "succeeded" | "failed" | "expired" | "cancelled")[];
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of commands. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Newest first. There may be fewer than asked for, or none, before the end.
                         * @example [
                         *       {
                         *         "commandId": "cmd-01",
                         *         "homeId": "home-1",
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "action": {
                         *           "type": "setTraits",
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "values": {
                         *             "state": "ON"
                         *           }
                         *         },
                         *         "state": "succeeded",
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "expiresAt": "2026-01-05T08:31:00.000Z",
                         *         "changedAt": "2026-01-05T08:30:00.000Z",
                         *         "requestedBy": "account-1",
                         *         "requestedThrough": {
                         *           "credentialId": "credential-1",
                         *           "kind": "token",
                         *           "name": null,
                         *           "userAgent": "example-app/1.0"
                         *         },
                         *         "confirmed": {
                         *           "state": "ON"
                         *         },
                         *         "failure": null
                         *       }
                         *     ]
                         */
                        commands: components["schemas"]["Command"][];
                        /**
                         * @description Send it as `cursor`, with all else as it is, to get the next page; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendCommand: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key from the same account within a day gets the first command back instead of making another. */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /** @description The PIN of the account in this home. Needed only where the home wants one: for locks, and for the devices that it names. */
                "security-pin"?: string;
                /** @description W3C trace context: the trace goes on through the hub to the device. */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description What the device is to do. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The values that the device is to take, by the names of its traits.
                     * @example {
                     *       "state": "ON"
                     *     }
                     */
                    set: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description How long the command may wait to be started, milliseconds. It never runs later.
                     * @default 60000
                     * @example 60000
                     */
                    ttlMs?: number;
                    /**
                     * @description If the hub is offline: keep the command until `ttlMs` have passed, or refuse it at once.
                     * @default queue
                     * @example queue
                     * @enum {unknown}
                     */
                    whenOffline?: "queue" | "refuse";
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `pin-required`: The home wants a PIN for commands to this device. Send yours as `Security-Pin`; set one with `PUT /v1/homes/{homeId}/pin` if you have none.
             *
             *     `pin-wrong`: The PIN is not yours in this home. After five wrong ones it is `rate-limited` for a quarter of an hour.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`.
             *
             *     `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-trait`: The device has no trait of this name. `faults` lists those that may be set.
             *
             *     `trait-not-settable`: The device reports this trait but it cannot be set. `faults` says so for each.
             *
             *     `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `queue-full`: The hub has too many commands waiting. Wait as long as `Retry-After` says.
             *
             *     `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getValues: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description What to ask for. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The traits to ask for; those with access `gettable`.
                     * @example [
                     *       "state"
                     *     ]
                     */
                    traits: string[];
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `trait-not-gettable`: The device cannot be asked for this trait: it tells it of itself. `faults` lists those that it can be asked for.
             *
             *     `unknown-trait`: The device has no trait of this name. `faults` lists those that may be set.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHistoryUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Bytes of all points; null where that is not known.
                         * @example 18204
                         */
                        bytesStored: number | null;
                        /**
                         * @description Of how many UTC days there is something; null where that is not known.
                         * @example 12
                         */
                        daysStored: number | null;
                        /**
                         * @description The device.
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress: string;
                        /**
                         * @description Points that were not stored: too many for a day, too old when they came, or from the future.
                         * @example 0
                         */
                        pointsDropped: number;
                        /**
                         * @description How many UTC days before this one are kept; null where a store of its own decides.
                         * @example 30
                         */
                        retentionDays: number | null;
                        /**
                         * @description The traits of which a history is kept: all but composites and lists.
                         * @example [
                         *       "state",
                         *       "power"
                         *     ]
                         */
                        traits: string[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHistory: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `nextCursor`. Points only. */
                cursor?: string;
                /** @description As what the answer comes, whatever `Accept` says. */
                format?: "json" | "csv" | "ndjson";
                /** @description The first instant of it (RFC 3339), with `Z` or an offset whose `+` is sent as `%2B`. By default 24 hours before its end. */
                from?: string;
                /** @description Most points of a page; exports and statistics are always whole. */
                limit?: number;
                /** @description Every point, or statistics of each hour, day, week (from Monday on) or month, or of the whole range. At most 10,000 spans. */
                resolution?: "raw" | "hour" | "day" | "week" | "month" | "range";
                /** @description Which statistics; may be given several times. By default those that make sense for the trait: `increase` for what counts (kWh, m³), `timeInState` for words and booleans. */
                statistics?: ("min" | "max" | "mean" | "timeWeightedMean" | "last" | "count" | "increase" | "timeInState")[];
                /** @description Whose hours and days: the IANA name of a time zone. */
                timeZone?: string;
                /** @description The first instant after it. By default now. */
                to?: string;
            };
            header?: {
                /** @description `text/csv` and `application/x-ndjson` export the whole range. */
                accept?: string;
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
                /** @description The trait. */
                trait: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Points, or statistics. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The begin of the range.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        from: string;
                        /**
                         * @description The device.
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress: string;
                        /**
                         * @description Send it as `cursor` to get the next page; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                        /**
                         * @description Oldest first.
                         * @example []
                         */
                        points: {
                            /**
                             * Format: date-time
                             * @description When it was observed.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            time: string;
                            value: components["schemas"]["TraitValue"];
                        }[];
                        /**
                         * @description Every point.
                         * @example raw
                         * @enum {string}
                         */
                        resolution: "raw";
                        /**
                         * Format: date-time
                         * @description The first instant after it.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        to: string;
                        /**
                         * @description The trait.
                         * @example power
                         */
                        trait: string;
                        /**
                         * @description The unit of the numbers, as the descriptor says it; null without one.
                         * @example W
                         */
                        unit: string | null;
                    } | {
                        /**
                         * Format: date-time
                         * @description The begin of the range.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        from: string;
                        /**
                         * @description The device.
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress: string;
                        /**
                         * @description How long spans are.
                         * @example hour
                         * @enum {unknown}
                         */
                        resolution: "hour" | "day" | "week" | "month" | "range";
                        /**
                         * @description Oldest first, without a gap.
                         * @example []
                         */
                        spans: {
                            /**
                             * @description How many points.
                             * @example 3
                             */
                            count?: number;
                            /**
                             * Format: date-time
                             * @description The first instant of the span.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            from: string;
                            /**
                             * @description How much a counter has grown since the last value before. A counter that falls by more than 1 % has begun again at 0; a smaller fall is a correction and counts as nothing.
                             * @example 0.3
                             */
                            increase?: number | null;
                            last?: components["schemas"]["TraitValue"];
                            /**
                             * @description Largest number.
                             * @example 41.5
                             */
                            max?: number | null;
                            /**
                             * @description Mean of the numbers that were reported.
                             * @example 27.2
                             */
                            mean?: number | null;
                            /**
                             * @description Smallest number.
                             * @example 0
                             */
                            min?: number | null;
                            /**
                             * @description How long each state lasted, milliseconds.
                             * @example {
                             *       "ON": 1800000
                             *     }
                             */
                            timeInState?: {
                                [key: string]: number;
                            };
                            /**
                             * @description Mean in which each number counts as long as it was the latest.
                             * @example 40.7
                             */
                            timeWeightedMean?: number | null;
                            /**
                             * Format: date-time
                             * @description The first instant after it.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            to: string;
                        }[];
                        /**
                         * @description Whose hours and days these are.
                         * @example Europe/Berlin
                         */
                        timeZone: string;
                        /**
                         * Format: date-time
                         * @description The first instant after it.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        to: string;
                        /**
                         * @description The trait.
                         * @example power
                         */
                        trait: string;
                        /**
                         * @description The unit of the numbers, as the descriptor says it; null without one.
                         * @example W
                         */
                        unit: string | null;
                    };
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-trait`: The device has no trait of this name. `faults` lists those that may be set. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    interviewDevice: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReporting: {
        parameters: {
            query?: {
                /** @description Attributes to ask for; needs endpoint and cluster. None: all that the hub has configured. */
                attribute?: string[];
                /** @description The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`. */
                cluster?: string;
                /** @description The endpoint of the device. */
                endpointId?: number;
            };
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    configureReporting: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description What to report, and how often. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The cluster: its name as zigbee-herdsman spells it, or its number, such as `6` or `0x0006`.
                     * @example genOnOff
                     */
                    cluster: string;
                    /**
                     * @description The endpoint of the device.
                     * @example 1
                     */
                    endpointId: number;
                    /**
                     * @description How each attribute is to be reported.
                     * @example [
                     *       {
                     *         "attribute": "onOff",
                     *         "minimumIntervalS": 0,
                     *         "maximumIntervalS": 300,
                     *         "change": null
                     *       }
                     *     ]
                     */
                    rules: {
                        /**
                         * @description The attribute: its name as zigbee-herdsman spells it, or its number, such as `0` or `0x0000`.
                         * @example onOff
                         */
                        attribute: string;
                        /**
                         * @description By how much a number must change, in the units of the attribute; null for no number.
                         * @default null
                         * @example 10
                         */
                        change: number | null;
                        /**
                         * @description At least this often, seconds; 0: only when it changes; 65535: not at all.
                         * @example 300
                         */
                        maximumIntervalS: number;
                        /**
                         * @description Not more often than this, seconds.
                         * @example 1
                         */
                        minimumIntervalS: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diagnosePush: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The device to ask, or the hub: then one of its devices is asked. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The hub.
                     * @example hub-8f3b2c1d4e5f6071
                     */
                    hubId?: string;
                    /**
                     * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                     * @example 0x00158d00045a1b20
                     */
                    ieeeAddress?: string;
                    /**
                     * @description How long the device may take to answer, seconds.
                     * @default 5
                     * @example 5
                     */
                    waitS?: number;
                };
            };
        };
        responses: {
            /** @description How far it came. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The question, as a command.
                         * @example cmd-01
                         */
                        commandId: string | null;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description The hub.
                         * @example hub-8f3b2c1d4e5f6071
                         */
                        hubId: string;
                        /**
                         * @description The device that was asked; null if there was none to ask.
                         * @example 0x00158d00045a1b20
                         */
                        ieeeAddress: string | null;
                        /**
                         * @description Your own subscriber hears of an event `pushProbed` with this id, if all is well.
                         * @example probe-5a1f0c2d3b4e6978
                         */
                        probeId: string | null;
                        /**
                         * @description The steps, from the hub to the webhooks.
                         * @example [
                         *       {
                         *         "name": "hub",
                         *         "status": "ok",
                         *         "tookMs": null,
                         *         "webhookId": null,
                         *         "detail": "The hub is online since 2026-01-05T08:30:00.000Z."
                         *       },
                         *       {
                         *         "name": "link",
                         *         "status": "ok",
                         *         "tookMs": null,
                         *         "webhookId": null,
                         *         "detail": "The hub has taken the question."
                         *       },
                         *       {
                         *         "name": "device",
                         *         "status": "ok",
                         *         "tookMs": 0,
                         *         "webhookId": null,
                         *         "detail": "The device said its state."
                         *       },
                         *       {
                         *         "name": "store",
                         *         "status": "ok",
                         *         "tookMs": 0,
                         *         "webhookId": null,
                         *         "detail": "The store took an event."
                         *       },
                         *       {
                         *         "name": "events",
                         *         "status": "ok",
                         *         "tookMs": 0,
                         *         "webhookId": null,
                         *         "detail": "A subscriber heard of it."
                         *       },
                         *       {
                         *         "name": "webhook",
                         *         "status": "ok",
                         *         "tookMs": 84,
                         *         "webhookId": "webhook-5a1f0c2d3b4e6978",
                         *         "detail": "The receiver took a ping, and is up to date."
                         *       }
                         *     ]
                         */
                        steps: {
                            /**
                             * @description One sentence for people.
                             * @example The device said its state.
                             */
                            detail: string;
                            /**
                             * @description The hub is online; it has taken a question; the device has answered; the store has taken an event; a subscriber of this node has heard of it; a webhook is up to date and its receiver takes a ping.
                             * @example device
                             * @enum {unknown}
                             */
                            name: "hub" | "link" | "device" | "store" | "events" | "webhook";
                            /**
                             * @description Skipped: it could not be tried, because of a step before.
                             * @example ok
                             * @enum {unknown}
                             */
                            status: "ok" | "failed" | "skipped";
                            /**
                             * @description How long it took, milliseconds.
                             * @example 42
                             */
                            tookMs: number | null;
                            /**
                             * @description Which webhook.
                             * @example webhook-5a1f0c2d3b4e6978
                             */
                            webhookId: string | null;
                        }[];
                        /**
                         * @description The first step that failed; null if all is well.
                         * @example null
                         */
                        stoppedAt: ("hub" | "link" | "device" | "store" | "events" | "webhook") | null;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Only these homes; may be given several times. Without it: all homes of the caller when the stream begins. */
                homeId?: string[];
                /** @description Only events of these hubs and their devices; may be given several times. */
                hubId?: string[];
                /** @description Only events of these devices; may be given several times. */
                ieeeAddress?: string[];
                /** @description As the header `Last-Event-ID`, for clients that cannot send it. */
                lastEventId?: string;
                /** @description Only events of devices in these rooms and the rooms within them; may be given several times. */
                roomId?: string[];
                /** @description Only events that tell a value of one of these traits; may be given several times. */
                trait?: string[];
                /** @description Only these types of event; may be given several times. A `gap` is always told. */
                type?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed")[];
            };
            header?: {
                /** @description Resume after this `id`, as the stream told it. Without it, the stream begins now. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openEventSocket: {
        parameters: {
            query?: {
                /** @description Only these homes; may be given several times. Without it: all homes of the caller when the stream begins. */
                homeId?: string[];
                /**
                 * @description Only events of these hubs and their devices; may be given several times.
                 * @example [
                 *       "hub-8f3b2c1d4e5f6071"
                 *     ]
                 */
                hubId?: string[];
                /** @description Only events of these devices; may be given several times. */
                ieeeAddress?: string[];
                /** @description As the header `Last-Event-ID`, for clients that cannot send it. */
                lastEventId?: string;
                /**
                 * @description Only events of devices in these rooms and the rooms within them; may be given several times.
                 * @example [
                 *       "room-1"
                 *     ]
                 */
                roomId?: string[];
                /**
                 * @description Only events that tell a value of one of these traits; may be given several times.
                 * @example [
                 *       "state",
                 *       "brightness"
                 *     ]
                 */
                trait?: string[];
                /** @description Only these types of event; may be given several times. A `gap` is always told. */
                type?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The socket is open. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upgrade-required`: The path is a WebSocket: connect with a client that speaks RFC 6455. */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description The home. */
                homeId?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The groups. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The groups, by name.
                         * @example [
                         *       {
                         *         "groupId": "group-1",
                         *         "homeId": "home-1",
                         *         "name": "Kitchen lights",
                         *         "members": [
                         *           "0x00158d00045a1b20"
                         *         ],
                         *         "zigbeeGroupId": 16385,
                         *         "version": 1
                         *       }
                         *     ]
                         */
                        groups: {
                            /**
                             * @description The group.
                             * @example group-1
                             */
                            groupId: string;
                            /**
                             * @description The home.
                             * @example home-1
                             */
                            homeId: string;
                            /**
                             * @description The devices of the group, of any hub of the home.
                             * @example [
                             *       "0x00158d00045a1b20"
                             *     ]
                             */
                            members: string[];
                            /**
                             * @description What people call it.
                             * @example Kitchen
                             */
                            name: string;
                            /**
                             * @description Grows with every change.
                             * @example 1
                             */
                            version: number;
                            /**
                             * @description What the radios call it: bindings can have it as a target.
                             * @example 16385
                             */
                            zigbeeGroupId: number;
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The group. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The home.
                     * @example home-1
                     */
                    homeId?: string;
                    /**
                     * @description The devices of the group, of any hub of the home.
                     * @default []
                     * @example [
                     *       "0x00158d00045a1b20"
                     *     ]
                     */
                    members?: string[];
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The group. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The group.
                         * @example group-1
                         */
                        groupId: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description The devices of the group, of any hub of the home.
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        members: string[];
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                        /**
                         * @description What the radios call it: bindings can have it as a target.
                         * @example 16385
                         */
                        zigbeeGroupId: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The group. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The group.
                         * @example group-1
                         */
                        groupId: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description The devices of the group, of any hub of the home.
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        members: string[];
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                        /**
                         * @description What the radios call it: bindings can have it as a target.
                         * @example 16385
                         */
                        zigbeeGroupId: number;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The group. */
                groupId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The group. */
                groupId: string;
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The devices of the group, of any hub of the home.
                     * @example [
                     *       "0x00158d00045a1b20"
                     *     ]
                     */
                    members?: string[];
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The group.
                         * @example group-1
                         */
                        groupId: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description The devices of the group, of any hub of the home.
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        members: string[];
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                        /**
                         * @description What the radios call it: bindings can have it as a target.
                         * @example 16385
                         */
                        zigbeeGroupId: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /** @description The PIN of the account in this home. Needed only where the home wants one: for locks, and for the devices that it names. */
                "security-pin"?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The group. */
                groupId: string;
            };
            cookie?: never;
        };
        /** @description What the devices of the group are to do. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The values that the device is to take, by the names of its traits.
                     * @example {
                     *       "state": "ON"
                     *     }
                     */
                    set: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description How long the command may wait to be started, milliseconds. It never runs later.
                     * @default 60000
                     * @example 60000
                     */
                    ttlMs?: number;
                    /**
                     * @description If the hub is offline: keep the command until `ttlMs` have passed, or refuse it at once.
                     * @default queue
                     * @example queue
                     * @enum {unknown}
                     */
                    whenOffline?: "queue" | "refuse";
                };
            };
        };
        responses: {
            /** @description All are at their ends: see each `state`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The commands, one for each hub that has members.
                         * @example []
                         */
                        commands: components["schemas"]["Command"][];
                        /**
                         * @description The group.
                         * @example group-1
                         */
                        groupId: string;
                        /**
                         * @description One for each member.
                         * @example []
                         */
                        members: {
                            /**
                             * @description The command to its hub; null if none was made for it.
                             * @example cmd-01
                             */
                            commandId: string | null;
                            /**
                             * @description The values that it confirmed, if it succeeded; null otherwise.
                             * @example {
                             *       "state": "ON"
                             *     }
                             */
                            confirmed: components["schemas"]["TraitValues"] | null;
                            /**
                             * @description Why it failed; null otherwise.
                             * @example null
                             */
                            failure: components["schemas"]["CommandFailure"] | null;
                            /**
                             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                             * @example 0x00158d00045a1b20
                             */
                            ieeeAddress: string;
                            /**
                             * @description Why no command was made for it; null if one was.
                             * @example null
                             */
                            problem: components["schemas"]["Problem"] | null;
                            /**
                             * @description What became of it: `open` as long as its hub has not said; `refused`: it cannot take what is to be set.
                             * @example succeeded
                             * @enum {unknown}
                             */
                            state: "open" | "succeeded" | "failed" | "expired" | "cancelled" | "refused";
                            /**
                             * @description Whether it was told by the one frame to the group, by a frame of its own, or not at all; null as long as that is not known.
                             * @example group
                             */
                            via: ("group" | "unicast" | "none") | null;
                        }[];
                    };
                };
            };
            /** @description Some are not yet at their ends. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The commands, one for each hub that has members.
                         * @example []
                         */
                        commands: components["schemas"]["Command"][];
                        /**
                         * @description The group.
                         * @example group-1
                         */
                        groupId: string;
                        /**
                         * @description One for each member.
                         * @example []
                         */
                        members: {
                            /**
                             * @description The command to its hub; null if none was made for it.
                             * @example cmd-01
                             */
                            commandId: string | null;
                            /**
                             * @description The values that it confirmed, if it succeeded; null otherwise.
                             * @example {
                             *       "state": "ON"
                             *     }
                             */
                            confirmed: components["schemas"]["TraitValues"] | null;
                            /**
                             * @description Why it failed; null otherwise.
                             * @example null
                             */
                            failure: components["schemas"]["CommandFailure"] | null;
                            /**
                             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                             * @example 0x00158d00045a1b20
                             */
                            ieeeAddress: string;
                            /**
                             * @description Why no command was made for it; null if one was.
                             * @example null
                             */
                            problem: components["schemas"]["Problem"] | null;
                            /**
                             * @description What became of it: `open` as long as its hub has not said; `refused`: it cannot take what is to be set.
                             * @example succeeded
                             * @enum {unknown}
                             */
                            state: "open" | "succeeded" | "failed" | "expired" | "cancelled" | "refused";
                            /**
                             * @description Whether it was told by the one frame to the group, by a frame of its own, or not at all; null as long as that is not known.
                             * @example group
                             */
                            via: ("group" | "unicast" | "none") | null;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `pin-required`: The home wants a PIN for commands to this device. Send yours as `Security-Pin`; set one with `PUT /v1/homes/{homeId}/pin` if you have none.
             *
             *     `pin-wrong`: The PIN is not yours in this home. After five wrong ones it is `rate-limited` for a quarter of an hour.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHomes: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The homes. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The homes.
                         * @example [
                         *       {
                         *         "homeId": "home-1",
                         *         "name": "Home",
                         *         "role": "owner",
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "pinRequired": false,
                         *         "securityDevices": [],
                         *         "version": 1
                         *       }
                         *     ]
                         */
                        homes: {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            createdAt: string;
                            /**
                             * @description The home.
                             * @example home-1
                             */
                            homeId: string;
                            /**
                             * @description What people call it.
                             * @example Home
                             */
                            name: string;
                            /**
                             * @description Whether commands to locks and other security devices need a PIN.
                             * @example false
                             */
                            pinRequired: boolean;
                            /**
                             * @description The role.
                             * @example member
                             * @enum {unknown}
                             */
                            role: "owner" | "admin" | "member" | "guest";
                            /**
                             * @description Devices that need the PIN too, although their traits do not say so.
                             * @example []
                             */
                            securityDevices: string[];
                            /**
                             * @description Grows with every change.
                             * @example 1
                             */
                            version: number;
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createHome: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The home. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The home. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it was made.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        createdAt: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description What people call it.
                         * @example Home
                         */
                        name: string;
                        /**
                         * @description Whether commands to locks and other security devices need a PIN.
                         * @example false
                         */
                        pinRequired: boolean;
                        /**
                         * @description The role.
                         * @example member
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "member" | "guest";
                        /**
                         * @description Devices that need the PIN too, although their traits do not say so.
                         * @example []
                         */
                        securityDevices: string[];
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHome: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The home. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it was made.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        createdAt: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description What people call it.
                         * @example Home
                         */
                        name: string;
                        /**
                         * @description Whether commands to locks and other security devices need a PIN.
                         * @example false
                         */
                        pinRequired: boolean;
                        /**
                         * @description The role.
                         * @example member
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "member" | "guest";
                        /**
                         * @description Devices that need the PIN too, although their traits do not say so.
                         * @example []
                         */
                        securityDevices: string[];
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHome: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateHome: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name?: string;
                    /**
                     * @description The password of the account, if it has one: needed to ask for a PIN less often than before. A stolen token shall not be enough.
                     * @example correct horse battery
                     */
                    password?: string;
                    /**
                     * @description Whether commands to locks and other security devices need a PIN.
                     * @example true
                     */
                    pinRequired?: boolean;
                    /**
                     * @description Devices that need the PIN too, although their traits do not say so.
                     * @example [
                     *       "0x00158d00045a1b20"
                     *     ]
                     */
                    securityDevices?: string[];
                };
            };
        };
        responses: {
            /** @description The home. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When it was made.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        createdAt: string;
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description What people call it.
                         * @example Home
                         */
                        name: string;
                        /**
                         * @description Whether commands to locks and other security devices need a PIN.
                         * @example false
                         */
                        pinRequired: boolean;
                        /**
                         * @description The role.
                         * @example member
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "member" | "guest";
                        /**
                         * @description Devices that need the PIN too, although their traits do not say so.
                         * @example []
                         */
                        securityDevices: string[];
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHomeAudit: {
        parameters: {
            query?: {
                /** @description Only what this account, login or API key did. */
                actor?: string;
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description Only what was asked at this time or later. */
                from?: string;
                /** @description Most entries of a page. */
                limit?: number;
                /** @description Only this operation, by its id in this document. */
                operation?: string;
                /** @description Only what ended like that. */
                result?: "succeeded" | "refused" | "failed" | "unknown";
                /** @description Only what was about this device, hub, command, room, …, by its id. */
                target?: string;
                /** @description Only what was asked before this time. */
                to?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Newest first.
                         * @example [
                         *       {
                         *         "requestId": "req-5f0c2a9be81d-1k",
                         *         "time": "2026-01-05T08:30:00.000Z",
                         *         "operation": "sendCommand",
                         *         "accountId": "account-1",
                         *         "credentialId": "credential-1",
                         *         "client": "zigfleet/0.1.0",
                         *         "address": "203.0.113.7",
                         *         "homeId": "home-1",
                         *         "targets": {
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "commandId": "cmd-01"
                         *         },
                         *         "details": {
                         *           "set": {
                         *             "state": "ON"
                         *           }
                         *         },
                         *         "result": "succeeded",
                         *         "status": 202,
                         *         "code": null
                         *       }
                         *     ]
                         */
                        entries: {
                            /**
                             * @description Who asked. Of a login that was refused: the account that was tried, if there is one.
                             * @example account-1
                             */
                            accountId: string | null;
                            /**
                             * @description From which address: that of the connection, or what a trusted proxy says.
                             * @example 203.0.113.7
                             */
                            address: string;
                            /**
                             * @description What the program calls itself: the beginning of its `User-Agent`.
                             * @example zigfleet/0.1.0
                             */
                            client: string | null;
                            /**
                             * @description The code of the problem that was answered.
                             * @example permission-denied
                             */
                            code: string | null;
                            /**
                             * @description By which login or API key.
                             * @example credential-1
                             */
                            credentialId: string | null;
                            /**
                             * @description What was asked: the body without secrets, shortened where it is long.
                             * @example {
                             *       "set": {
                             *         "state": "ON"
                             *       }
                             *     }
                             */
                            details: {
                                [key: string]: unknown;
                            };
                            /**
                             * @description The home that it was about.
                             * @example home-1
                             */
                            homeId: string | null;
                            /**
                             * @description The operation's id in this document.
                             * @example sendCommand
                             */
                            operation: string;
                            /**
                             * @description The request, as its answer named it.
                             * @example req-5f0c2a9be81d-1k
                             */
                            requestId: string;
                            /**
                             * @description How it ended. `refused`: nothing was changed, see `code`. `failed`: by a fault of the platform. `unknown`: the node ended before it could say; it may or may not have taken effect.
                             * @example succeeded
                             * @enum {unknown}
                             */
                            result: "succeeded" | "refused" | "failed" | "unknown";
                            /**
                             * @description The status that was answered; null if the result is unknown.
                             * @example 202
                             */
                            status: number | null;
                            /**
                             * @description What it was about: the ids in the path, and of what was made.
                             * @example {
                             *       "ieeeAddress": "0x00158d00045a1b20",
                             *       "commandId": "cmd-01"
                             *     }
                             */
                            targets: {
                                [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description When it was asked.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            time: string;
                        }[];
                        /**
                         * @description Send it as `cursor` to get the next page; null at the end. A page that is filtered may be short, or empty, before the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportHomeAudit: {
        parameters: {
            query?: {
                /** @description Only what this account, login or API key did. */
                actor?: string;
                /** @description Only what was asked at this time or later. */
                from?: string;
                /** @description Only this operation, by its id in this document. */
                operation?: string;
                /** @description Only what ended like that. */
                result?: "succeeded" | "refused" | "failed" | "unknown";
                /** @description Only what was about this device, hub, command, room, …, by its id. */
                target?: string;
                /** @description Only what was asked before this time. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitations. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The invitations.
                         * @example [
                         *       {
                         *         "invitationId": "invitation-1",
                         *         "role": "member",
                         *         "limits": null,
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "expiresAt": "2026-01-06T08:30:00.000Z"
                         *       }
                         *     ]
                         */
                        invitations: {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description It cannot be accepted from then on.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            expiresAt: string;
                            /**
                             * @description The invitation. Not its code.
                             * @example invitation-1
                             */
                            invitationId: string;
                            /**
                             * @description What a guest is limited to; null: nothing. Of other roles always null.
                             * @example {
                             *       "roomIds": null,
                             *       "ieeeAddresses": [
                             *         "0x00158d00045a1b20"
                             *       ],
                             *       "notBefore": null,
                             *       "notAfter": "2026-01-05T08:30:00.000Z"
                             *     }
                             * @example null
                             */
                            limits: {
                                /**
                                 * @description Only these devices, beside those of the rooms.
                                 * @default null
                                 * @example [
                                 *       "0x00158d00045a1b20"
                                 *     ]
                                 */
                                ieeeAddresses?: string[] | null;
                                /**
                                 * @description No access from then on.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notAfter?: string | null;
                                /**
                                 * @description No access before.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notBefore?: string | null;
                                /**
                                 * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                                 * @default null
                                 * @example [
                                 *       "room-1"
                                 *     ]
                                 */
                                roomIds?: string[] | null;
                            } | null;
                            /**
                             * @description The role.
                             * @example guest
                             * @enum {unknown}
                             */
                            role: "admin" | "member" | "guest";
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description What is offered. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What a guest is limited to; null: nothing. Of other roles always null.
                     * @default null
                     * @example {
                     *       "roomIds": null,
                     *       "ieeeAddresses": [
                     *         "0x00158d00045a1b20"
                     *       ],
                     *       "notBefore": null,
                     *       "notAfter": "2026-01-05T08:30:00.000Z"
                     *     }
                     * @example null
                     */
                    limits?: {
                        /**
                         * @description Only these devices, beside those of the rooms.
                         * @default null
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        ieeeAddresses?: string[] | null;
                        /**
                         * @description No access from then on.
                         * @default null
                         * @example 2026-01-05T08:30:00.000Z
                         * @example null
                         */
                        notAfter?: string | null;
                        /**
                         * @description No access before.
                         * @default null
                         * @example 2026-01-05T08:30:00.000Z
                         * @example null
                         */
                        notBefore?: string | null;
                        /**
                         * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                         * @default null
                         * @example [
                         *       "room-1"
                         *     ]
                         */
                        roomIds?: string[] | null;
                    } | null;
                    /**
                     * @description The role.
                     * @example guest
                     * @enum {unknown}
                     */
                    role: "admin" | "member" | "guest";
                    /**
                     * @description How long it can be accepted, seconds.
                     * @default 86400
                     * @example 86400
                     */
                    ttlS?: number;
                };
            };
        };
        responses: {
            /** @description The invitation with its code. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Give it to whom you invite. Works once. A secret.
                         * @example zfi_code
                         */
                        code: string;
                        /**
                         * @description An offer to become a member.
                         * @example {
                         *       "invitationId": "invitation-1",
                         *       "role": "member",
                         *       "limits": null,
                         *       "createdAt": "2026-01-05T08:30:00.000Z",
                         *       "expiresAt": "2026-01-06T08:30:00.000Z"
                         *     }
                         */
                        invitation: {
                            /**
                             * Format: date-time
                             * @description When it was made.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description It cannot be accepted from then on.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            expiresAt: string;
                            /**
                             * @description The invitation. Not its code.
                             * @example invitation-1
                             */
                            invitationId: string;
                            /**
                             * @description What a guest is limited to; null: nothing. Of other roles always null.
                             * @example {
                             *       "roomIds": null,
                             *       "ieeeAddresses": [
                             *         "0x00158d00045a1b20"
                             *       ],
                             *       "notBefore": null,
                             *       "notAfter": "2026-01-05T08:30:00.000Z"
                             *     }
                             * @example null
                             */
                            limits: {
                                /**
                                 * @description Only these devices, beside those of the rooms.
                                 * @default null
                                 * @example [
                                 *       "0x00158d00045a1b20"
                                 *     ]
                                 */
                                ieeeAddresses?: string[] | null;
                                /**
                                 * @description No access from then on.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notAfter?: string | null;
                                /**
                                 * @description No access before.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notBefore?: string | null;
                                /**
                                 * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                                 * @default null
                                 * @example [
                                 *       "room-1"
                                 *     ]
                                 */
                                roomIds?: string[] | null;
                            } | null;
                            /**
                             * @description The role.
                             * @example guest
                             * @enum {unknown}
                             */
                            role: "admin" | "member" | "guest";
                        };
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
                /** @description The invitation. */
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is withdrawn. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveHome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description You are no member any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The members.
                         * @example [
                         *       {
                         *         "accountId": "account-guest",
                         *         "role": "guest",
                         *         "since": "2026-01-05T08:30:00.000Z",
                         *         "limits": null,
                         *         "version": 1
                         *       }
                         *     ]
                         */
                        members: {
                            /**
                             * @description The account.
                             * @example account-guest
                             */
                            accountId: string;
                            /**
                             * @description What a guest is limited to; null: nothing. Of other roles always null.
                             * @example {
                             *       "roomIds": null,
                             *       "ieeeAddresses": [
                             *         "0x00158d00045a1b20"
                             *       ],
                             *       "notBefore": null,
                             *       "notAfter": "2026-01-05T08:30:00.000Z"
                             *     }
                             * @example null
                             */
                            limits: {
                                /**
                                 * @description Only these devices, beside those of the rooms.
                                 * @default null
                                 * @example [
                                 *       "0x00158d00045a1b20"
                                 *     ]
                                 */
                                ieeeAddresses?: string[] | null;
                                /**
                                 * @description No access from then on.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notAfter?: string | null;
                                /**
                                 * @description No access before.
                                 * @default null
                                 * @example 2026-01-05T08:30:00.000Z
                                 * @example null
                                 */
                                notBefore?: string | null;
                                /**
                                 * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                                 * @default null
                                 * @example [
                                 *       "room-1"
                                 *     ]
                                 */
                                roomIds?: string[] | null;
                            } | null;
                            /**
                             * @description The role.
                             * @example member
                             * @enum {unknown}
                             */
                            role: "owner" | "admin" | "member" | "guest";
                            /**
                             * Format: date-time
                             * @description When it became a member.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            since: string;
                            /**
                             * @description Grows with every change.
                             * @example 1
                             */
                            version: number;
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The account.
                         * @example account-guest
                         */
                        accountId: string;
                        /**
                         * @description What a guest is limited to; null: nothing. Of other roles always null.
                         * @example {
                         *       "roomIds": null,
                         *       "ieeeAddresses": [
                         *         "0x00158d00045a1b20"
                         *       ],
                         *       "notBefore": null,
                         *       "notAfter": "2026-01-05T08:30:00.000Z"
                         *     }
                         * @example null
                         */
                        limits: {
                            /**
                             * @description Only these devices, beside those of the rooms.
                             * @default null
                             * @example [
                             *       "0x00158d00045a1b20"
                             *     ]
                             */
                            ieeeAddresses?: string[] | null;
                            /**
                             * @description No access from then on.
                             * @default null
                             * @example 2026-01-05T08:30:00.000Z
                             * @example null
                             */
                            notAfter?: string | null;
                            /**
                             * @description No access before.
                             * @default null
                             * @example 2026-01-05T08:30:00.000Z
                             * @example null
                             */
                            notBefore?: string | null;
                            /**
                             * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                             * @default null
                             * @example [
                             *       "room-1"
                             *     ]
                             */
                            roomIds?: string[] | null;
                        } | null;
                        /**
                         * @description The role.
                         * @example member
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "member" | "guest";
                        /**
                         * Format: date-time
                         * @description When it became a member.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        since: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no member any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The account. */
                accountId: string;
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description What changes. Limits go with the role of guest. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What a guest is limited to; null: nothing. Of other roles always null.
                     * @example {
                     *       "roomIds": null,
                     *       "ieeeAddresses": [
                     *         "0x00158d00045a1b20"
                     *       ],
                     *       "notBefore": null,
                     *       "notAfter": "2026-01-05T08:30:00.000Z"
                     *     }
                     * @example null
                     */
                    limits?: {
                        /**
                         * @description Only these devices, beside those of the rooms.
                         * @default null
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        ieeeAddresses?: string[] | null;
                        /**
                         * @description No access from then on.
                         * @default null
                         * @example 2026-01-05T08:30:00.000Z
                         * @example null
                         */
                        notAfter?: string | null;
                        /**
                         * @description No access before.
                         * @default null
                         * @example 2026-01-05T08:30:00.000Z
                         * @example null
                         */
                        notBefore?: string | null;
                        /**
                         * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                         * @default null
                         * @example [
                         *       "room-1"
                         *     ]
                         */
                        roomIds?: string[] | null;
                    } | null;
                    /**
                     * @description The role.
                     * @example guest
                     * @enum {unknown}
                     */
                    role?: "admin" | "member" | "guest";
                };
            };
        };
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The account.
                         * @example account-guest
                         */
                        accountId: string;
                        /**
                         * @description What a guest is limited to; null: nothing. Of other roles always null.
                         * @example {
                         *       "roomIds": null,
                         *       "ieeeAddresses": [
                         *         "0x00158d00045a1b20"
                         *       ],
                         *       "notBefore": null,
                         *       "notAfter": "2026-01-05T08:30:00.000Z"
                         *     }
                         * @example null
                         */
                        limits: {
                            /**
                             * @description Only these devices, beside those of the rooms.
                             * @default null
                             * @example [
                             *       "0x00158d00045a1b20"
                             *     ]
                             */
                            ieeeAddresses?: string[] | null;
                            /**
                             * @description No access from then on.
                             * @default null
                             * @example 2026-01-05T08:30:00.000Z
                             * @example null
                             */
                            notAfter?: string | null;
                            /**
                             * @description No access before.
                             * @default null
                             * @example 2026-01-05T08:30:00.000Z
                             * @example null
                             */
                            notBefore?: string | null;
                            /**
                             * @description Only the devices in these rooms and in the rooms within them; null with `ieeeAddresses` null: all.
                             * @default null
                             * @example [
                             *       "room-1"
                             *     ]
                             */
                            roomIds?: string[] | null;
                        } | null;
                        /**
                         * @description The role.
                         * @example member
                         * @enum {unknown}
                         */
                        role: "owner" | "admin" | "member" | "guest";
                        /**
                         * Format: date-time
                         * @description When it became a member.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        since: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description The PIN. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The password of the account, if it has one: a stolen token shall not be enough.
                     * @example correct horse battery
                     */
                    password?: string;
                    /**
                     * @description 4 to 12 digits.
                     * @example 482913
                     */
                    pin: string;
                };
            };
        };
        responses: {
            /** @description It is set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rooms. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The rooms, by name.
                         * @example [
                         *       {
                         *         "roomId": "room-1",
                         *         "name": "Kitchen",
                         *         "parentId": null,
                         *         "version": 1
                         *       }
                         *     ]
                         */
                        rooms: {
                            /**
                             * @description What people call it.
                             * @example Kitchen
                             */
                            name: string;
                            /**
                             * @description The room that it is in.
                             * @example null
                             */
                            parentId: string | null;
                            /**
                             * @description The room.
                             * @example room-1
                             */
                            roomId: string;
                            /**
                             * @description Grows with every change.
                             * @example 1
                             */
                            version: number;
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description The room. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name: string;
                    /**
                     * @description The room that it is in.
                     * @default null
                     * @example null
                     */
                    parentId?: string | null;
                };
            };
        };
        responses: {
            /** @description The room. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description The room that it is in.
                         * @example null
                         */
                        parentId: string | null;
                        /**
                         * @description The room.
                         * @example room-1
                         */
                        roomId: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRoom: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
                /** @description The room. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The room. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description The room that it is in.
                         * @example null
                         */
                        parentId: string | null;
                        /**
                         * @description The room.
                         * @example room-1
                         */
                        roomId: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
                /** @description The room. */
                roomId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The home. */
                homeId: string;
                /** @description The room. */
                roomId: string;
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name?: string;
                    /**
                     * @description The room that it is in.
                     * @example null
                     */
                    parentId?: string | null;
                };
            };
        };
        responses: {
            /** @description The room. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What people call it.
                         * @example Kitchen
                         */
                        name: string;
                        /**
                         * @description The room that it is in.
                         * @example null
                         */
                        parentId: string | null;
                        /**
                         * @description The room.
                         * @example room-1
                         */
                        roomId: string;
                        /**
                         * @description Grows with every change.
                         * @example 1
                         */
                        version: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transferHome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The home. */
                homeId: string;
            };
            cookie?: never;
        };
        /** @description To whom. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The account.
                     * @example account-guest
                     */
                    accountId: string;
                };
            };
        };
        responses: {
            /** @description It is transferred. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHubs: {
        parameters: {
            query?: {
                /** @description The home. */
                homeId?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hubs. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The hubs.
                         * @example [
                         *       {
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "homeId": "home-1",
                         *         "name": "Hallway",
                         *         "icon": null,
                         *         "model": "smart-gateway",
                         *         "softwareVersion": "0.1.0",
                         *         "online": true,
                         *         "claimedAt": "2026-01-05T08:30:00.000Z",
                         *         "onlineChangedAt": "2026-01-05T08:30:00.000Z",
                         *         "deviceCount": 2,
                         *         "revoked": false,
                         *         "replacedBy": null,
                         *         "permitJoinUntil": null,
                         *         "version": 3
                         *       }
                         *     ]
                         */
                        hubs: components["schemas"]["Hub"][];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHub: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hub. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hub"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseHub: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateHub: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        /** @description What changes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The name of a picture, which apps choose: lower-case letters, digits and single `-`, `_`, `:` between them; null for none.
                     * @example lamp
                     * @example mdi:floor-lamp
                     */
                    icon?: string | null;
                    /**
                     * @description What people call it.
                     * @example Kitchen
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The hub. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hub"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHubAvailability: {
        parameters: {
            query?: {
                /** @description The first instant of it (RFC 3339), with `Z` or an offset whose `+` is sent as `%2B`. By default 24 hours before its end. */
                from?: string;
                /** @description The first instant after it. By default now. */
                to?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who was online when. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The begin of the range.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        from: string;
                        /**
                         * @description How often it was offline. An outage of the hub is one, whatever a device did meanwhile.
                         * @example 1
                         */
                        incidents: number;
                        /**
                         * @description Send it as `from` to get the rest of the segments; null if these are all.
                         * @example null
                         */
                        next: string | null;
                        /**
                         * @description How long it was offline, milliseconds.
                         * @example 720000
                         */
                        offlineMs: number;
                        /**
                         * @description How long it was online, milliseconds.
                         * @example 85680000
                         */
                        onlineMs: number;
                        /**
                         * @description Oldest first, without a gap. At most 1,000: the rest of the range from `next` on.
                         * @example []
                         */
                        segments: {
                            /**
                             * @description Why it was offline: `device-silent`, its hub heard nothing of it; `hub-offline`, the hub itself was away. Null where it was not.
                             * @example hub-offline
                             */
                            cause: ("device-silent" | "hub-offline") | null;
                            /**
                             * Format: date-time
                             * @description The first instant of it.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            from: string;
                            /**
                             * @description `unknown`: it was not there, or so long ago that nothing is kept of it.
                             * @example offline
                             * @enum {unknown}
                             */
                            state: "online" | "offline" | "unknown";
                            /**
                             * Format: date-time
                             * @description The first instant after it: what the next one begins with, or the end of the range.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            to: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description The end of the range; now if it was to be later.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        to: string;
                        /**
                         * @description Of how long nothing is known, milliseconds.
                         * @example 0
                         */
                        unknownMs: number;
                        /**
                         * @description Part of the time of which it is known; null if nothing is known.
                         * @example 99.2
                         */
                        uptimePercent: number | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNetworkMap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last map. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The command.
                         * @example cmd-01
                         */
                        commandId: string;
                        /**
                         * Format: date-time
                         * @description When it was made, by the clock of the hub.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        madeAt: string;
                        /**
                         * @description The Zigbee network as its nodes tell it.
                         * @example {
                         *       "type": "networkMap",
                         *       "nodes": [
                         *         {
                         *           "ieeeAddress": "0x00124b0014d9a3f2",
                         *           "networkAddress": 0,
                         *           "logicalType": "coordinator",
                         *           "neighbours": [
                         *             {
                         *               "ieeeAddress": "0x00158d00045a1b20",
                         *               "networkAddress": 37312,
                         *               "logicalType": "router",
                         *               "relationship": "sibling",
                         *               "depth": 1,
                         *               "linkQuality": 184
                         *             }
                         *           ],
                         *           "routes": [],
                         *           "failure": null
                         *         },
                         *         {
                         *           "ieeeAddress": "0x00158d00045a1b20",
                         *           "networkAddress": 37312,
                         *           "logicalType": "router",
                         *           "neighbours": [
                         *             {
                         *               "ieeeAddress": "0x00158d0004f3c2a1",
                         *               "networkAddress": 14895,
                         *               "logicalType": "endDevice",
                         *               "relationship": "child",
                         *               "depth": 2,
                         *               "linkQuality": 92
                         *             }
                         *           ],
                         *           "routes": [
                         *             {
                         *               "networkAddress": 0,
                         *               "nextHop": 0,
                         *               "status": "ACTIVE"
                         *             }
                         *           ],
                         *           "failure": null
                         *         },
                         *         {
                         *           "ieeeAddress": "0x00158d0004f3c2a1",
                         *           "networkAddress": 14895,
                         *           "logicalType": "endDevice",
                         *           "neighbours": [],
                         *           "routes": [],
                         *           "failure": null
                         *         }
                         *       ],
                         *       "truncated": false
                         *     }
                         */
                        map: {
                            /**
                             * @description All nodes, the coordinator first.
                             * @example []
                             */
                            nodes: {
                                /**
                                 * @description Why its tables could not be read; null if they were, or it has none.
                                 * @example null
                                 */
                                failure: {
                                    /**
                                     * @description One sentence for people.
                                     * @example It is silent.
                                     */
                                    detail: string;
                                    /**
                                     * @description A stable word.
                                     * @example no-ack
                                     * @enum {unknown}
                                     */
                                    reason: "no-ack" | "no-route" | "timeout" | "unsupported" | "invalid-value" | "rejected" | "unknown-device" | "interrupted" | "queue-full" | "radio-down" | "internal";
                                } | null;
                                /**
                                 * @description Who it is.
                                 * @example 0x00158d00045a1b20
                                 */
                                ieeeAddress: string;
                                /**
                                 * @description Its part in the network.
                                 * @example router
                                 * @enum {unknown}
                                 */
                                logicalType: "coordinator" | "router" | "endDevice" | "unknown";
                                /**
                                 * @description Whom it hears. Empty for end devices.
                                 * @example []
                                 */
                                neighbours: {
                                    /**
                                     * @description Hops from the coordinator.
                                     * @example 1
                                     */
                                    depth: number;
                                    /**
                                     * @description Who it is.
                                     * @example 0x00158d00045a1b20
                                     */
                                    ieeeAddress: string;
                                    /**
                                     * @description How well it is heard.
                                     * @example 184
                                     */
                                    linkQuality: number;
                                    /**
                                     * @description Its part in the network.
                                     * @example router
                                     * @enum {unknown}
                                     */
                                    logicalType: "coordinator" | "router" | "endDevice" | "unknown";
                                    /**
                                     * @description Its present address; it may change.
                                     * @example 14895
                                     */
                                    networkAddress: number;
                                    /**
                                     * @description What it is to the node whose neighbour it is.
                                     * @example child
                                     * @enum {unknown}
                                     */
                                    relationship: "parent" | "child" | "sibling" | "none" | "previousChild";
                                }[];
                                /**
                                 * @description Its present address; it may change.
                                 * @example 37312
                                 */
                                networkAddress: number;
                                /**
                                 * @description The routes that it keeps. Empty for end devices.
                                 * @example []
                                 */
                                routes: {
                                    /**
                                     * @description For whom.
                                     * @example 14895
                                     */
                                    networkAddress: number;
                                    /**
                                     * @description Through whom.
                                     * @example 37312
                                     */
                                    nextHop: number;
                                    /**
                                     * @description How the route stands.
                                     * @example ACTIVE
                                     */
                                    status: string;
                                }[];
                            }[];
                            /**
                             * @description It was too large: rows were left out.
                             * @example false
                             */
                            truncated: boolean;
                            /**
                             * @description What was found.
                             * @example networkMap
                             * @enum {string}
                             */
                            type: "networkMap";
                        };
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeNetworkMap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    permitJoin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        /** @description How long, and through whom. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long devices may join, seconds; 0 closes the network.
                     * @default 60
                     * @example 60
                     */
                    durationS?: number;
                    /**
                     * @description The `ieeeAddress` of the one router through which devices may join; null for all.
                     * @default null
                     * @example null
                     */
                    via?: string | null;
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`.
             *
             *     `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceHub: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        /** @description Who takes over. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The hub that takes over.
                     * @example hub-1a2b3c4d5e6f7081
                     */
                    newHubId: string;
                };
            };
        };
        responses: {
            /** @description The new hub. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hub"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeHub: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateHubKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClaimCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For which home, and how long. Every member may be left out. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The home.
                     * @example home-1
                     */
                    homeId?: string;
                    /**
                     * @description How long the code works, seconds.
                     * @default 3600
                     * @example 3600
                     */
                    ttlS?: number;
                };
            };
        };
        responses: {
            /** @description The code. It is told only once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Give it to the hub: `zigfleet hub --claim CODE`. It works once. A secret until then.
                         * @example K7QF-2M9X-T4RD
                         */
                        claimCode: string;
                        /**
                         * Format: date-time
                         * @description It does not work after this.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which invitation. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The code.
                     * @example zfi_code
                     */
                    code: string;
                };
            };
        };
        responses: {
            /** @description The membership. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The home.
                         * @example home-1
                         */
                        homeId: string;
                        /**
                         * @description The role.
                         * @example guest
                         * @enum {unknown}
                         */
                        role: "admin" | "member" | "guest";
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description An e-mail address. Upper and lower case are the same.
                     * @example ada@example.org
                     */
                    email: string;
                    /**
                     * @description The password of the account.
                     * @example correct horse battery
                     */
                    password: string;
                };
            };
        };
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The access token does not work after this.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        accessExpiresAt: string;
                        /**
                         * @description Send it as `Authorization: Bearer …`. A secret.
                         * @example zf_access
                         */
                        accessToken: string;
                        /**
                         * Format: date-time
                         * @description The login is over if it is not refreshed until then.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        refreshExpiresAt: string;
                        /**
                         * @description Exchange it for the next pair before it expires. Works once: using it again ends the login. A secret.
                         * @example zfr_refresh
                         */
                        refreshToken: string;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which logins. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description End all logins of the account. API keys stay.
                     * @default false
                     * @example true
                     */
                    everywhere?: boolean;
                };
            };
        };
        responses: {
            /** @description How many logins ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description How many logins ended.
                         * @example 1
                         */
                        ended: number;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginDeviceLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who asks. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The program that asks; for the log only.
                     * @example zigfleet-cli
                     */
                    client_id?: string;
                };
            };
        };
        responses: {
            /** @description The codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Ask for the tokens with it. A secret.
                         * @example device
                         */
                        device_code: string;
                        /**
                         * @description How long the codes work, seconds.
                         * @example 600
                         */
                        expires_in: number;
                        /**
                         * @description Least time between two questions, seconds.
                         * @example 5
                         */
                        interval: number;
                        /**
                         * @description Shown to the person.
                         * @example WDJB-MJHT
                         */
                        user_code: string;
                        /**
                         * @description The page on which a person approves the code. Programs use `decideDeviceLogin`.
                         * @example https://zigfleet.example/device
                         */
                        verification_uri: string;
                        /**
                         * @description The same with the code filled in.
                         * @example https://zigfleet.example/device?user_code=WDJB-MJHT
                         */
                        verification_uri_complete: string;
                    };
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exchangeGrant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The grant. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The program that asks; for the log only.
                     * @example zigfleet-cli
                     */
                    client_id?: string;
                    /**
                     * @description Of a device login.
                     * @default
                     * @example device
                     */
                    device_code?: string;
                    /**
                     * @description What is exchanged.
                     * @example urn:ietf:params:oauth:grant-type:device_code
                     * @enum {unknown}
                     */
                    grant_type: "urn:ietf:params:oauth:grant-type:device_code" | "refresh_token";
                    /**
                     * @description Of a login.
                     * @default
                     * @example zfr_refresh
                     */
                    refresh_token?: string;
                };
            };
        };
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The bearer token. A secret.
                         * @example zf_access
                         */
                        access_token: string;
                        /**
                         * @description How long it works, seconds.
                         * @example 900
                         */
                        expires_in: number;
                        /**
                         * @description Works once. A secret.
                         * @example zfr_refresh
                         */
                        refresh_token: string;
                        /**
                         * @description `Bearer`.
                         * @example Bearer
                         */
                        token_type: string;
                    };
                };
            };
            /** @description `invalid-grant`: The device login is not approved, or is over. `error` says which, in the words of RFC 8628: `authorization_pending`, `slow_down`, `access_denied`, `expired_token`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which login. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The refresh token that was given last.
                     * @example zfr_refresh
                     */
                    refreshToken: string;
                };
            };
        };
        responses: {
            /** @description The next tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description The access token does not work after this.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        accessExpiresAt: string;
                        /**
                         * @description Send it as `Authorization: Bearer …`. A secret.
                         * @example zf_access
                         */
                        accessToken: string;
                        /**
                         * Format: date-time
                         * @description The login is over if it is not refreshed until then.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        refreshExpiresAt: string;
                        /**
                         * @description Exchange it for the next pair before it expires. Works once: using it again ends the login. A secret.
                         * @example zfr_refresh
                         */
                        refreshToken: string;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The home. */
                homeId?: string;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The webhooks, oldest first.
                         * @example [
                         *       {
                         *         "webhookId": "webhook-5a1f0c2d3b4e6978",
                         *         "homeId": "home-1",
                         *         "name": "Alarm desk",
                         *         "url": "https://hooks.example.org/zigfleet",
                         *         "filter": {
                         *           "types": [
                         *             "deviceOffline",
                         *             "traitReported"
                         *           ]
                         *         },
                         *         "retryForS": 86400,
                         *         "state": "active",
                         *         "suspension": null,
                         *         "createdBy": "account-1",
                         *         "createdAt": "2026-01-05T08:30:00.000Z",
                         *         "version": 1,
                         *         "status": {
                         *           "placeEventId": "1764000005000-0",
                         *           "lastSuccessAt": "2026-01-05T08:30:00.000Z",
                         *           "failingSince": null,
                         *           "nextAttemptAt": null,
                         *           "lastError": null,
                         *           "deliveredCount": 12,
                         *           "deadLetterCount": 1,
                         *           "deadLettersDroppedCount": 0,
                         *           "gapCount": 0
                         *         }
                         *       }
                         *     ]
                         */
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The webhook. `homeId` may be left out by who has one home. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Which events are wanted: what is absent does not limit, all that is there must fit.
                     * @default {}
                     * @example {
                     *       "types": [
                     *         "deviceOffline",
                     *         "traitReported"
                     *       ]
                     *     }
                     */
                    filter?: {
                        /**
                         * @description Only events of these hubs.
                         * @example [
                         *       "hub-8f3b2c1d4e5f6071"
                         *     ]
                         */
                        hubIds?: string[];
                        /**
                         * @description Only events of these devices.
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        ieeeAddresses?: string[];
                        /**
                         * @description Only events of devices in these rooms and the rooms within them.
                         * @example [
                         *       "room-1"
                         *     ]
                         */
                        roomIds?: string[];
                        /**
                         * @description Only events that tell a value of one of these traits.
                         * @example [
                         *       "state"
                         *     ]
                         */
                        traits?: string[];
                        /**
                         * @description Only these types of event.
                         * @example [
                         *       "deviceOffline",
                         *       "traitReported"
                         *     ]
                         */
                        types?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed")[];
                    };
                    /**
                     * @description The home.
                     * @example home-1
                     */
                    homeId?: string;
                    /**
                     * @description What people call it.
                     * @default
                     * @example Alarm desk
                     */
                    name?: string;
                    /**
                     * @description How long an event that is not taken is tried again before it becomes a dead letter and the next one follows, seconds.
                     * @default 86400
                     * @example 86400
                     */
                    retryForS?: number;
                    /**
                     * @description Where events are sent, by https. Nothing inside the network of the platform, unless its operator allows that; redirections are not followed.
                     * @example https://hooks.example.org/zigfleet
                     */
                    url: string;
                };
            };
        };
        responses: {
            /** @description The webhook, and the secret that signs. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Signs every delivery (see `Zigfleet-Signature` in the guide to webhooks). Told once: keep it.
                         * @example zfw_c2VjcmV0
                         */
                        secret: string;
                        webhook: components["schemas"]["Webhook"];
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `quota-exceeded`: There are as many of these as there may be: `quota` names the limit, `max` its value. Remove some, or ask the operator for more. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description True.
                         * @example true
                         */
                        done: boolean;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the resource must have, or several, or `*` (RFC 9110, section 13.1.1). Otherwise nothing is changed and the answer is 412. Of several who change the same version at once one wins. */
                "if-match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        /** @description What changes. A filter replaces the one before. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Which events are wanted: what is absent does not limit, all that is there must fit.
                     * @example {
                     *       "types": [
                     *         "deviceOffline",
                     *         "traitReported"
                     *       ]
                     *     }
                     */
                    filter?: {
                        /**
                         * @description Only events of these hubs.
                         * @example [
                         *       "hub-8f3b2c1d4e5f6071"
                         *     ]
                         */
                        hubIds?: string[];
                        /**
                         * @description Only events of these devices.
                         * @example [
                         *       "0x00158d00045a1b20"
                         *     ]
                         */
                        ieeeAddresses?: string[];
                        /**
                         * @description Only events of devices in these rooms and the rooms within them.
                         * @example [
                         *       "room-1"
                         *     ]
                         */
                        roomIds?: string[];
                        /**
                         * @description Only events that tell a value of one of these traits.
                         * @example [
                         *       "state"
                         *     ]
                         */
                        traits?: string[];
                        /**
                         * @description Only these types of event.
                         * @example [
                         *       "deviceOffline",
                         *       "traitReported"
                         *     ]
                         */
                        types?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubUpdated" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed" | "webhookSuspended" | "pushProbed")[];
                    };
                    /**
                     * @description What people call it.
                     * @example Alarm desk
                     */
                    name?: string;
                    /**
                     * @description How long an event that is not taken is tried again before it becomes a dead letter and the next one follows, seconds.
                     * @example 86400
                     */
                    retryForS?: number;
                    /**
                     * @description Where events are sent, by https. Nothing inside the network of the platform, unless its operator allows that; redirections are not followed.
                     * @example https://hooks.example.org/zigfleet
                     */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: The resource has changed since the version that `If-Match` names. Read it again. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description As the page before told it. */
                cursor?: string;
                /** @description Most to list. */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letters. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Oldest first.
                         * @example [
                         *       {
                         *         "deadLetterId": "1764000009000-0",
                         *         "eventId": "1764000000000-0",
                         *         "type": "deviceOffline",
                         *         "body": "{\"eventId\":\"1764000000000-0\",\"type\":\"deviceOffline\"}",
                         *         "attempts": 35,
                         *         "lastError": "answered 500",
                         *         "firstAttemptAt": "2026-01-05T08:30:00.000Z",
                         *         "givenUpAt": "2026-01-06T08:30:00.000Z"
                         *       }
                         *     ]
                         */
                        deadLetters: {
                            /**
                             * @description How often it was tried.
                             * @example 35
                             */
                            attempts: number;
                            /**
                             * @description What would have been delivered.
                             * @example {"type":"traitReported"}
                             */
                            body: string;
                            /**
                             * @description Names it in a replay.
                             * @example 1764000009000-0
                             */
                            deadLetterId: string;
                            /**
                             * @description The event; null for a gap.
                             * @example 1764000005000-0
                             */
                            eventId: string | null;
                            /**
                             * Format: date-time
                             * @description When it was tried first.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            firstAttemptAt: string;
                            /**
                             * Format: date-time
                             * @description When it was given up.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            givenUpAt: string;
                            /**
                             * @description Why the last attempt failed.
                             * @example answered 500
                             */
                            lastError: string | null;
                            /**
                             * @description The type of the event.
                             * @example traitReported
                             */
                            type: string;
                        }[];
                        /**
                         * @description Send it as `cursor` for the next ones; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDeadLetters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        /** @description Which dead letters. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Which ones; without it: all.
                     * @example [
                     *       "1764000009000-0"
                     *     ]
                     */
                    deadLetterIds?: string[];
                };
            };
        };
        responses: {
            /** @description They will be delivered. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description How many there are of them.
                         * @example 1
                         */
                        queuedCount: number;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Most to list. */
                limit?: number;
            };
            header?: {
                /**
                 * @description The `ETag` of what is known already, or several: if it is still so, the answer is 304 without a body (RFC 9110, section 13.1.2).
                 * @example "6f1b2c3d4e5f60718293"
                 */
                "if-none-match"?: string;
            };
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    /** @description The tag of what is told: send it as `If-None-Match`, and to change it as `If-Match`. */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Requests, newest first.
                         * @example [
                         *       {
                         *         "deliveryId": "delivery-5a1f0c2d3b4e6978",
                         *         "eventId": "1764000005000-0",
                         *         "type": "traitReported",
                         *         "attempt": 1,
                         *         "httpStatus": 200,
                         *         "tookMs": 84,
                         *         "outcome": "delivered",
                         *         "error": null,
                         *         "replay": false,
                         *         "at": "2026-01-05T08:30:00.000Z"
                         *       }
                         *     ]
                         */
                        deliveries: {
                            /**
                             * Format: date-time
                             * @description When.
                             * @example 2026-01-05T08:30:00.000Z
                             */
                            at: string;
                            /**
                             * @description Which attempt it was.
                             * @example 1
                             */
                            attempt: number;
                            /**
                             * @description The request.
                             * @example delivery-5a1f0c2d3b4e6978
                             */
                            deliveryId: string;
                            /**
                             * @description Why it was not taken.
                             * @example answered 500
                             */
                            error: string | null;
                            /**
                             * @description The event; null for a ping or a gap.
                             * @example 1764000005000-0
                             */
                            eventId: string | null;
                            /**
                             * @description What it answered; null if it did not.
                             * @example 200
                             */
                            httpStatus: number | null;
                            /**
                             * @description Taken, to be tried again, or a dead letter now.
                             * @example delivered
                             * @enum {unknown}
                             */
                            outcome: "delivered" | "failed" | "given-up";
                            /**
                             * @description Whether a dead letter was delivered again.
                             * @example false
                             */
                            replay: boolean;
                            /**
                             * @description How long the receiver took, milliseconds.
                             * @example 84
                             */
                            tookMs: number;
                            /**
                             * @description The type of the event, `gap` or `ping`.
                             * @example traitReported
                             */
                            type: string;
                        }[];
                    };
                };
            };
            /** @description It is still as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pingWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        at: string;
                        /**
                         * @description Which attempt it was.
                         * @example 1
                         */
                        attempt: number;
                        /**
                         * @description The request.
                         * @example delivery-5a1f0c2d3b4e6978
                         */
                        deliveryId: string;
                        /**
                         * @description Why it was not taken.
                         * @example answered 500
                         */
                        error: string | null;
                        /**
                         * @description The event; null for a ping or a gap.
                         * @example 1764000005000-0
                         */
                        eventId: string | null;
                        /**
                         * @description What it answered; null if it did not.
                         * @example 200
                         */
                        httpStatus: number | null;
                        /**
                         * @description Taken, to be tried again, or a dead letter now.
                         * @example delivered
                         * @enum {unknown}
                         */
                        outcome: "delivered" | "failed" | "given-up";
                        /**
                         * @description Whether a dead letter was delivered again.
                         * @example false
                         */
                        replay: boolean;
                        /**
                         * @description How long the receiver took, milliseconds.
                         * @example 84
                         */
                        tookMs: number;
                        /**
                         * @description The type of the event, `gap` or `ping`.
                         * @example traitReported
                         */
                        type: string;
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        /** @description From where. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where it stood, or with what happens from now on.
                     * @default place
                     * @example place
                     * @enum {unknown}
                     */
                    from?: "place" | "now";
                };
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The webhook. */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook and its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Signs every delivery (see `Zigfleet-Signature` in the guide to webhooks). Told once: keep it.
                         * @example zfw_c2VjcmV0
                         */
                        secret: string;
                        webhook: components["schemas"]["Webhook"];
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests (`limit` says of whom), attempts, or open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The platform is starting, stopping or overloaded. Wait as long as `Retry-After` says.
             *
             *     `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
