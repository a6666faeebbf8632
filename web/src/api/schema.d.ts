// Made by `npm run generate`. Do not edit.
export interface paths {
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this installation is, and whether it is a demonstration. */
        get: operations["get_about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who saw what is sealed, and did what to an account, when and why; the newest first. */
        get: operations["list_access_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that the problem is not solved, which opens the case again: once, and within the days that a reporter has. */
        post: operations["answer_not_solved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The areas, by id. */
        get: operations["list_areas"];
        put?: never;
        /** Open an area. */
        post: operations["open_area"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open an area for each feature of a GeoJSON `FeatureCollection`: all of them, or none and every fault named by feature. */
        post: operations["import_areas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/locate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The grid in which a point lies. */
        get: operations["locate_point"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shapes of the areas that exist at an instant, as a GeoJSON `FeatureCollection` in WGS-84. */
        get: operations["draw_areas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An area. */
        get: operations["get_area"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an area, or split it: its successors begin when it ends. Cases of before stay with it. */
        post: operations["end_area"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a photo: JPEG, PNG or WebP, at most 20 MB and 25 million pixels, as the whole body or as `file` of a form. Only a
         *     clean copy is kept. It goes after a day unless a report or an action names it.
         */
        post: operations["upload_attachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo. */
        get: operations["get_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The thumbnail of a photo: at most 400 pixels on a side. */
        get: operations["get_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the calendar. */
        get: operations["list_calendars"];
        put?: never;
        /** Make the next version of the calendar. */
        post: operations["create_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the next version of the calendar from that in force and a file of holidays. */
        post: operations["import_days"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of the calendar, whole or as a file of its special days. */
        get: operations["show_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{version}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a version that another person made. */
        post: operations["approve_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cases that the caller may view. With `format=csv` or `geojson` all of them, streamed; that needs the right to export
         *     and is recorded.
         */
        get: operations["list_cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dispatches or closes many cases; each has its own result, and one that fails stops no other. */
        post: operations["act_on_cases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case as the caller may see it: the office in full with the reporter masked, others in public words. */
        get: operations["show_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller may do to a case now, and what each action needs. */
        get: operations["list_case_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the due times of a case follow, for whoever may see the case. */
        get: operations["show_clocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How the reporter can be reached, for a reason. The access is written down. */
        post: operations["reveal_reporter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issues the link by which a linked body opens the case that was referred to it, in place of the one before. Under the same
         *     `Idempotency-Key` the same link is shown again, as long as it holds. `revoke_link` of `/transitions` takes it back.
         */
        post: operations["issue_case_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of a case, as far as the caller may see it. */
        get: operations["show_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does something to a case. Decisions need `If-Match` with the version that was read; a lost race is 412, and what the state
         *     forbids is 409 with what is allowed instead. Repeating it with the same `Idempotency-Key` does nothing more.
         */
        post: operations["act_on_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole catalogue. Its `ETag` is the version: an edit names the last one in `If-Match`. */
        get: operations["show_catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Puts rows and takes rows out, which makes the next version. `If-Match` names the last one (`ETag` of `/catalogue`); a dry run
         *     needs none.
         */
        patch: operations["change_catalogue"];
        trace?: never;
    };
    "/api/v1/catalogue/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces whole lists by CSV. Send it with `dry_run` first: every row that cannot be read is told with line and column, and
         *     what would change is listed.
         */
        post: operations["import_catalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the catalogue. */
        get: operations["list_catalogue_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalogue/{list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One list of the catalogue, as JSON or as CSV. */
        get: operations["show_catalogue_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The looks that the caller has taken, and those on his duty grid that nobody has taken. */
        get: operations["list_checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports what a look has found. */
        post: operations["report_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a look that nobody has taken. Not for whoever did the work. */
        post: operations["take_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The colleagues to whom the caller may hand work over: those of his own units and desks, by name and nothing else. */
        get: operations["list_colleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deliveries, the newest first. */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a dead message again from the start. */
        post: operations["replay_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The handling units, by id. */
        get: operations["list_departments"];
        put?: never;
        /** Open a unit. */
        post: operations["open_department"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A handling unit. */
        get: operations["get_department"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename a unit, or say when it ends. A unit is never deleted. */
        patch: operations["change_department"];
        trace?: never;
    };
    "/api/v1/duty-roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The duty roster, by id. */
        get: operations["list_shifts"];
        put?: never;
        /** Put somebody on duty. */
        post: operations["enter_shift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duty-roster/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a shift; one that has not begun is struck. */
        delete: operations["end_shift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who took which rows out of the house, the newest first. */
        get: operations["list_export_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a colleague to take over open work. Each case is asked for by itself and changes hands when the colleague approves. */
        post: operations["hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's messages, the newest first. */
        get: operations["list_inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks every message up to one as read. */
        post: operations["read_inbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a message as read. Doing it again changes nothing. */
        post: operations["read_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has reported or filed for another, the newest first, and what became of it. */
        get: operations["list_own_incidents"];
        put?: never;
        /**
         * Files an incident and opens its case. Repeating the request with the same `Idempotency-Key`, or filing the same
         *     `client_ref` again, answers with the first filing and does nothing.
         */
        post: operations["file_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ladders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the ladders. */
        get: operations["list_ladders"];
        put?: never;
        /** Make the next version of the ladders. An inspector's waits for the approval of a second person. */
        post: operations["create_ladders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ladders/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of the ladders, with what is doubtful about it today. */
        get: operations["show_ladders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ladders/{version}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a version that another person made. */
        post: operations["approve_ladders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the limits. */
        get: operations["list_limits"];
        put?: never;
        /** Make the next version of the limits. An inspector's waits for the approval of a second person. */
        post: operations["create_limits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of the limits. */
        get: operations["show_limits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits/{version}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a version that another person made. */
        post: operations["approve_limits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller, with roles and rights. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the caller's language. */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/v1/me/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's contact details. */
        get: operations["get_own_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the caller's contact details. */
        patch: operations["change_own_contact"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the caller's password. The caller's other sessions end. */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The offers that stand to the caller, by name or as a member of a team. */
        get: operations["list_offers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says yes: the first to say it has the work. */
        post: operations["accept_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/offers/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says no. No reason is asked, and no statistic is kept of it. */
        post: operations["decline_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenAPI 3.1 document. */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A photo of the case that the link opens, as far as the body is shown it. */
        get: operations["get_linked_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/attachments/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The thumbnail of such a photo: at most 400 pixels on a side. */
        get: operations["get_linked_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The case that the link opens, as far as the body needs it: no reporter, no persons, nothing of what is said inside the office. */
        get: operations["show_linked_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/case/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a photo of the work: JPEG, PNG or WebP, at most 20 MB, as the whole body or as `file` of a form; nine for a link. Only a
         *     clean copy without place and time is kept.
         */
        post: operations["add_photo_to_linked_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/case/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports what the body did, or that the matter is not its own. Photos are added before; the link ends with the report. */
        post: operations["report_outside_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside/case/supplements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds words: a question, a date, what stands in the way. */
        post: operations["supplement_linked_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people whom the caller looks after, by id. */
        get: operations["list_people"];
        put?: never;
        /** Enter a person, with an account if there is a login. The answer shows the code for the first log-in, once. */
        post: operations["invite_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person. */
        get: operations["get_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person, or close and reopen the account. */
        patch: operations["change_person"];
        trace?: never;
    };
    "/api/v1/people/{id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change somebody's contact details. They are not shown in the answer. */
        patch: operations["change_contact"];
        trace?: never;
    };
    "/api/v1/people/{id}/contact/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show contact details, for a reason. The access is written down. */
        post: operations["reveal_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/reset-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue a one-time reset code. Earlier codes no longer work. */
        post: operations["issue_reset_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the caller hears of what. */
        get: operations["get_preferences"];
        /** Chooses how to hear of what. */
        put: operations["set_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/cases/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of a report. Whoever shows the code is its reporter. */
        get: operations["follow_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/cases/{code}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a photo to a report: JPEG, PNG or WebP, at most 20 MB, as the whole body or as `file` of a form; nine for a case. Only a
         *     clean copy without place and time is kept.
         */
        post: operations["add_photo_to_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/cases/{code}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does what the reporter may do: add to it, withdraw it, rate it, say that it is not solved. `actions` of the case says what is
         *     open now.
         */
        post: operations["act_on_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/grids/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The grid whose code stands on a notice board. */
        get: operations["show_public_grid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/grids/{code}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code of a grid for its notice board, to be printed: it leads to the page on which one reports into this grid. */
        get: operations["draw_grid_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports something without an account. The answer holds the code by which it is followed; nobody else has it. */
        post: operations["report_as_stranger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/known/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the public may know of a case by its number. What nobody has looked at yet, what is sealed and what accuses a neighbour
         *     is not there.
         */
        get: operations["show_known_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known and what was done in the community around a point: what is open, and what was settled within thirty days. */
        get: operations["list_news"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggests for a report that is being written: the category, whom to ring first, and what is known nearby already. Nothing is
         *     kept.
         */
        post: operations["suggest_to_stranger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases stand in each queue for the caller, counted up to 1000. */
        get: operations["count_queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{queue}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A queue, the most urgent first. It takes the filters of `/cases`, but neither `sort` nor `format`. */
        get: operations["list_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every number of the reports is made. */
        get: operations["get_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/holding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who held the clock: of the cases that were closed in the period, or of those that are open now, the minutes that each desk, unit or
         *     group had them, told apart by what they waited for there and by working time and off hours; how often they were sent back.
         *     Persons are not named. A file needs the right to export and is recorded.
         */
        get: operations["get_holding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/morning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is asked every morning: what is late, what falls due next, what was sent back, who has how much of the open cases, and
         *     where the time went in the last thirty days beside the thirty before. Rows of holders name units, desks and groups, no person.
         */
        get: operations["get_morning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The paths that cases really took: which step directly followed which, how often and after how long, and the whole paths. Steps are
         *     the events that brought a case into another state. A file holds the steps that followed each other, needs the right to export
         *     and is recorded.
         */
        get: operations["get_paths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/resolution-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long each step took: mean, percentiles and distribution, by the wall and in working time, each with the number of steps
         *     that it rests on. A file needs the right to export and is recorded. With `drill=case_ids` a page of the cases behind the
         *     numbers instead.
         */
        get: operations["get_resolution_times"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/survival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long until the cases that were filed in a period are closed. Open cases count for as long as they have lasted; those that
         *     ended otherwise are censored for the curve and compete with the closing in the shares. Parameters that begin with `other_` name
         *     a second selection, which is the first but for what they say, and both are compared by the log-rank test. A file holds the
         *     steps of the curves, needs the right to export and is recorded.
         */
        get: operations["get_survival"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller is to decide: extensions, waits, suspensions, voids, calls to the district, hand-overs, second returns. */
        get: operations["list_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The grants of the people whom the caller looks after, by id. */
        get: operations["list_roles"];
        put?: never;
        /** Give a person a role. Nobody gives one to himself. */
        post: operations["give_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open proposals of grants: those the caller decides, and the caller's own. */
        get: operations["list_proposals"];
        put?: never;
        /** Propose a grant for the administrator to decide. */
        post: operations["propose_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/proposals/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Decide a proposal. Accepting gives the grant. */
        put: operations["decide_proposal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a grant now. It stays in the history. */
        delete: operations["end_role"];
        options?: never;
        head?: never;
        /** Change when a grant ends, or whether it names the sensitive desk. */
        patch: operations["change_role"];
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's standing sessions. */
        get: operations["list_sessions"];
        put?: never;
        /** Log in. A wrong login, a wrong password and a locked login are answered alike. */
        post: operations["log_in"];
        /** Log out everywhere: every session of the caller ends. */
        delete: operations["end_all_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log out: the session of this request ends. */
        delete: operations["log_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token for the next pair of tokens. */
        post: operations["renew_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with a one-time reset code. Every session of the person ends; the login is unlocked. */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the caller's sessions. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings of an area: what holds there, where it comes from, and what could be set. */
        get: operations["get_settings"];
        /** Sets values for an area. They hold from the next decision on; nothing that was decided changes. */
        put: operations["change_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stand-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stand-ins that have not ended, by id. */
        get: operations["list_stand_ins"];
        put?: never;
        /** Name a stand-in. */
        post: operations["enter_stand_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stand-ins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a stand-in; one that has not begun is struck. */
        delete: operations["end_stand_in"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes: `case.changed`, `case.gone`, `inbox.new`, `resync` (read anew what you hold) and `end` (the
         *     token ran out or was revoked: come back with a new one). Filtered as lists are; sealed cases are never in it. Changes
         *     are kept for three weeks: who comes back with an older `id` is told to `resync`.
         */
        get: operations["open_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggests for a report that is being written: the category by its words, who would handle it and why, whom to ring first, and
         *     what is already known nearby, so that one can add to it or follow it instead of filing again. Nothing is kept.
         */
        post: operations["suggest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The templates in effect, in both languages. */
        get: operations["list_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces the words of a message. An unknown placeholder is refused. */
        put: operations["save_template"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{code}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shows what a message would say, without sending it. */
        post: operations["preview_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's webhooks. */
        get: operations["list_webhooks"];
        put?: never;
        /** Creates a webhook that hears what changes from now on, as far as the caller may see it. */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a webhook. */
        delete: operations["remove_webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switches a webhook on or off. */
        put: operations["switch_webhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a webhook a new secret. The former one signs too, for a day. A repetition under the same key changes nothing and does not
         *     show the secret again: it is kept sealed.
         */
        post: operations["rotate_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues a delivery of type `test`. */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** To the browser of the document. */
        get: operations["get_docs_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of the browser of the document. */
        get: operations["get_docs_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the browser of the document; without a name, its page. */
        get: operations["get_docs_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts and times in Prometheus' text form. They name routes, never people. */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a problem means and what to do about it, in Markdown. */
        get: operations["get_problem"];
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
        /** The database answers too: send requests here. Further lines warn of what somebody should look at. */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
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
        /** @description What this installation is. */
        About: {
            /** @description Whether everything here is invented. Each page of a client says so then. */
            demo: boolean;
            /**
             * @description Its name.
             * @example 邻格 Gridward
             */
            name: string;
            /**
             * @description What such a page says; absent in a real office.
             * @example 演示数据：人物与事件均为虚构
             */
            notice?: string | null;
            /**
             * @description The program's version.
             * @example 0.1.0
             */
            version: string;
        };
        /**
         * @description What the access log records.
         * @enum {string}
         */
        AccessAct: "log_in" | "log_in_locked" | "token_reused" | "issue_reset_code" | "reset_password" | "change_password" | "open_account" | "close_account" | "reopen_account" | "give_grant" | "end_grant" | "change_contact" | "reveal_contact" | "view_sealed_case" | "break_glass" | "export";
        /** @description An entry of the access log. */
        AccessLogEntry: {
            /** @description What was done. */
            act: components["schemas"]["AccessAct"];
            actor: components["schemas"]["PersonId"] | null;
            /** @description When. */
            at: components["schemas"]["Instant"];
            case: components["schemas"]["CaseId"] | null;
            /** @description The same in words. */
            label: string;
            person: components["schemas"]["PersonId"] | null;
            /** @description Why, in the words of the actor. */
            reason: string;
        };
        /**
         * @description What can be done to a case; the verbs of the workflow.
         * @enum {string}
         */
        ActionCode: "report" | "self_handle" | "supplement" | "follow" | "withdraw" | "claim" | "pre_check" | "reject" | "reconsider" | "report_up" | "register" | "edit" | "transfer_grid" | "merge" | "unmerge" | "mark_sensitive" | "dispatch" | "accept_offer" | "decline_offer" | "receive" | "assign" | "return" | "reassign" | "arbitrate" | "refer" | "external_result" | "issue_link" | "revoke_link" | "open_link" | "whistle" | "contact" | "submit" | "confirm" | "extend" | "pause" | "suspend" | "resume" | "approve" | "refuse" | "post_check" | "rework" | "close" | "callback" | "rate" | "reopen" | "urge" | "acknowledge" | "urgent" | "instruct" | "supervise" | "supervise_reply" | "escalate" | "legacy" | "appeal" | "void" | "mediate" | "hand_over" | "note" | "pre_check_result" | "post_check_result" | "mediate_outcome";
        /** @description The fields of an action; each action takes a few of them. */
        ActionFields: {
            /** @description Photos uploaded before, with what they show; at most 9. */
            attachments?: components["schemas"]["Attached"][];
            /** @description The rule or list item on which a return rests. */
            basis?: string | null;
            /** @description The category. */
            category?: string | null;
            /** @description Units that help. */
            co_units?: components["schemas"]["UnitId"][];
            colour?: components["schemas"]["OrderColour"] | null;
            /** @description The registration condition. */
            condition?: string | null;
            /** @description The closing condition holds. */
            condition_met?: boolean | null;
            /** @description The parties' consent to mediation. */
            consent?: boolean | null;
            dispatch?: components["schemas"]["ActionFields"] | null;
            mode?: components["schemas"]["CheckMode"] | null;
            /** @description An outside body's number. */
            number?: string | null;
            /** @description With `follow`: begin (true) or end (false). */
            on?: boolean | null;
            outcome?: components["schemas"]["Outcome"] | null;
            parent?: components["schemas"]["CaseId"] | null;
            /** @description Volunteers who are asked. */
            people?: components["schemas"]["PersonId"][];
            person?: components["schemas"]["PersonId"] | null;
            place?: components["schemas"]["PlaceForm"] | null;
            priority?: components["schemas"]["Priority"] | null;
            reason?: components["schemas"]["Reason"] | null;
            /** @description The reply that the reporter will read, up to 2,000 characters. */
            reply?: string | null;
            request?: components["schemas"]["RequestKind"] | null;
            /** @description Whether the reporter is satisfied. */
            satisfied?: boolean | null;
            /** @description Raise (true) or lower (false) the sensitive mark. */
            sensitive?: boolean | null;
            /** @description Whether it is solved. */
            solved?: boolean | null;
            /**
             * Format: int32
             * @description One to five.
             */
            stars?: number | null;
            /** @description Reason, remark or finding in words, up to 2,000 characters. */
            text?: string | null;
            unit?: components["schemas"]["UnitId"] | null;
            until?: components["schemas"]["Instant"] | null;
        };
        /** @description What the caller may do to a case now. */
        ActionList: {
            /** @description The actions, with the fields each takes. */
            actions: components["schemas"]["ActionOffer"][];
            /** @description Where the case stands. */
            state: components["schemas"]["State"];
            /**
             * Format: int64
             * @description The version for `If-Match`.
             */
            version: number;
        };
        /** @description An action that is open to an actor. */
        ActionOffer: {
            /** @description The action. */
            action: components["schemas"]["ActionCode"];
            /** @description The fields it takes. */
            needs: components["schemas"]["Need"][];
            request?: components["schemas"]["RequestKind"] | null;
        };
        /** @description a decimal number as text, so that no reader rounds it */
        Amount: string;
        /** @description What became of it. */
        AnswerView: {
            /** @description The case's number for people. */
            number: string;
            /** @description Where it stands now. */
            state: components["schemas"]["State"];
            /** @description The same in words. */
            state_label: string;
        };
        /** @description An approval says nothing besides. */
        Approval: Record<string, never>;
        /** @description An area with the areas above it and its shape. */
        AreaDetail: components["schemas"]["AreaView"] & {
            /** @description A GeoJSON geometry in WGS-84. */
            geometry: Record<string, never> | null;
            /** @description The areas above, itself included. */
            path: Record<string, never>;
        };
        /** @description An area that ends, and what comes after it. */
        AreaEnd: {
            at?: components["schemas"]["Instant"] | null;
            /** @description The areas that take its place: their level, parent and beginning are its own and this instant. */
            successors?: components["schemas"]["NewArea"][];
        };
        AreaId: string;
        /**
         * @description Whether a grid is an ordinary one or stands for itself: a campus, a park, a market. Where both claim a place, the
         *      dedicated one has it.
         * @enum {string}
         */
        AreaKind: "ordinary" | "dedicated";
        /** @description An area. */
        AreaView: {
            code: string;
            /** @description Invented for a demonstration. */
            fictitious: boolean;
            id: components["schemas"]["AreaId"];
            kind: components["schemas"]["AreaKind"];
            level: components["schemas"]["Level"];
            /** @description The name in the language of the answer. */
            name: string;
            name_en: string;
            name_zh: string;
            parent: components["schemas"]["AreaId"] | null;
            valid_from: components["schemas"]["Instant"];
            valid_to: components["schemas"]["Instant"] | null;
        };
        /** @description The areas of a place. */
        AreasView: {
            community?: components["schemas"]["AreaId"] | null;
            district?: components["schemas"]["AreaId"] | null;
            grid?: components["schemas"]["AreaId"] | null;
            street?: components["schemas"]["AreaId"] | null;
        };
        /** @description A photo or document given with a command. */
        Attached: {
            /** @description The stored file. */
            attachment: components["schemas"]["AttachmentId"];
            /** @description What it proves. */
            use: components["schemas"]["ProofUse"];
        };
        AttachmentId: string;
        /** @description A photo that was kept. */
        AttachmentView: {
            /**
             * Format: int64
             * @description Size of the kept copy.
             */
            bytes: number;
            /**
             * Format: int32
             * @description Height in pixels, upright.
             */
            height: number;
            id: components["schemas"]["AttachmentId"];
            place: components["schemas"]["CameraPlace"] | null;
            taken_at: components["schemas"]["Instant"] | null;
            /** @description The address of its thumbnail. */
            thumbnail_url: string;
            uploaded_at: components["schemas"]["Instant"];
            /** @description The address of the photo. */
            url: string;
            /**
             * Format: int32
             * @description Width in pixels, upright.
             */
            width: number;
        };
        /** @description A bar of a distribution. */
        Bar: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /**
             * Format: int64
             * @description From so many seconds.
             */
            from: number;
            /**
             * Format: int64
             * @description To, and without, so many; absent for the last bar.
             */
            to?: number | null;
        };
        /** @description One act on many cases. */
        BatchForm: {
            /** @description `dispatch` or `close`. */
            action: components["schemas"]["ActionCode"];
            /** @description The fields, the same for all. */
            fields?: components["schemas"]["ActionFields"];
            /** @description The cases, each with the version that was read; 1 to 100. */
            items: components["schemas"]["BatchItemForm"][];
        };
        /** @description A case of a batch. */
        BatchItemForm: {
            /** @description The case. */
            case: components["schemas"]["CaseId"];
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /** @description What became of one case. */
        BatchItemResult: {
            /** @description The case. */
            case: components["schemas"]["CaseId"];
            /** @description What failed, in words. */
            detail?: string | null;
            state?: components["schemas"]["State"] | null;
            /**
             * Format: int32
             * @description The status that the single act would have been answered with.
             */
            status: number;
            /** @description The kind of failure: `/problems/` and a slug. */
            type?: string | null;
            /**
             * Format: int64
             * @description The new version, when it was done.
             */
            version?: number | null;
        };
        /** @description What became of each case, in the order of the items. */
        BatchResult: {
            /** @description The results. */
            results: components["schemas"]["BatchItemResult"][];
        };
        /** @description A calendar. */
        CalendarDocument: {
            /**
             * @description Stable code.
             * @example china
             */
            code: string;
            /** @description Years whose holidays are published in full; in others deadlines are provisional. */
            known_years: number[];
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /** @description Working hours; a season lasts until the next one begins, around the year. */
            seasons: components["schemas"]["SeasonDocument"][];
            /** @description Days that differ from their week. */
            special_days: components["schemas"]["DayDocument"][];
            /**
             * @description IANA name of its zone; days begin and end there.
             * @example Asia/Shanghai
             */
            zone: string;
        };
        /** @description A version of the calendar. */
        CalendarView: components["schemas"]["RuleVersionView"] & components["schemas"]["CalendarDocument"] & {
            /** @description Years into which deadlines of now reach and whose holidays nobody has entered: those deadlines are provisional. */
            missing_years: number[];
            /** @description The first and last year that it counts in. */
            years: number[];
        };
        /** @description How somebody without an account can be reached. At least one is needed. */
        CallerContact: {
            /** @description A postal address. */
            address?: string | null;
            /**
             * @description A mail address.
             * @example wangfang@example.cn
             */
            email?: string | null;
            /**
             * @description A telephone number.
             * @example 0531-87221234
             */
            phone?: string | null;
        };
        /** @description Where a camera says that it was, in WGS-84. */
        CameraPlace: {
            /** Format: double */
            lat: number;
            /** Format: double */
            lon: number;
        };
        CaseId: string;
        /** @description A page of cases. */
        CaseListing: components["schemas"]["Listing_CaseSummary"] & {
            /**
             * @description How many there are in all, if that was asked: a number, or `1000+`.
             * @example 1000+
             */
            count?: string | null;
        };
        /** @description The paths that cases took. */
        CasePaths: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description On how many cases it rests.
             */
            cases: number;
            /** @description What directly followed what, the most frequent first. */
            edges: components["schemas"]["PathEdge"][];
            /** @description The steps, those that happened most first. */
            nodes: components["schemas"]["PathNode"][];
            /** @description When the cases were closed; absent where it is told of open ones. */
            period?: string | null;
            /** @description How many different whole paths there are. */
            variant_count: number;
            /** @description The whole paths, the most frequent first, fifty at most. */
            variants: components["schemas"]["PathVariant"][];
        };
        /** @description A row of a list of cases. What the reader may not see is absent. */
        CaseSummary: {
            /** @description The code of its category. */
            category?: string | null;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
            community?: components["schemas"]["AreaId"] | null;
            /**
             * Format: date-time
             * @description When the present step is due.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was received.
             */
            filed_at: string;
            grid?: components["schemas"]["AreaId"] | null;
            handler?: components["schemas"]["PersonId"] | null;
            held_by?: components["schemas"]["HeldBy"] | null;
            /** @description Its id. */
            id: components["schemas"]["CaseId"];
            /**
             * Format: double
             * @description Latitude in WGS-84.
             */
            lat?: number | null;
            level?: components["schemas"]["Level"] | null;
            /**
             * Format: double
             * @description Longitude in WGS-84.
             */
            lon?: number | null;
            next_step?: components["schemas"]["NextStepView"] | null;
            /**
             * @description Its number for people.
             * @example GW-000572-4
             */
            number: string;
            /**
             * Format: date-time
             * @description When it was seen.
             */
            occurred_at: string;
            priority?: components["schemas"]["Priority"] | null;
            /**
             * Format: int32
             * @description How often units gave it back in this round.
             */
            returns: number;
            /**
             * Format: int32
             * @description The round of work.
             */
            round: number;
            /**
             * Format: int64
             * @description Seconds until it is due; below zero once it is late.
             */
            seconds_left?: number | null;
            source?: components["schemas"]["Source"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description The state in words. */
            state_label: string;
            street?: components["schemas"]["AreaId"] | null;
            time_flag?: components["schemas"]["Flag"] | null;
            unit?: components["schemas"]["UnitId"] | null;
            /** @description The place is still to be found. */
            unlocated: boolean;
            /**
             * Format: int64
             * @description The version, as in `ETag`.
             */
            version: number;
        };
        /** @description A case. What its reader may not see is absent. */
        CaseView: {
            /** @description The place in words. */
            address?: string | null;
            areas?: components["schemas"]["AreasView"] | null;
            category?: components["schemas"]["Named"] | null;
            closed_at?: components["schemas"]["Instant"] | null;
            due_at?: components["schemas"]["Instant"] | null;
            filed_at?: components["schemas"]["Instant"] | null;
            /** @description Its id. */
            id: string;
            merged_into?: components["schemas"]["CaseId"] | null;
            /**
             * @description Its number for people.
             * @example GW-000572-4
             */
            number: string;
            occurred_at?: components["schemas"]["Instant"] | null;
            office?: components["schemas"]["OfficeView"] | null;
            /** @description Whether the reader reported it. */
            own_report: boolean;
            point?: components["schemas"]["PointView"] | null;
            /** @description The last reply to the reporter. */
            reply?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description The state in words: the office's own, or those of the public. */
            state_label: string;
            /** @description What the reporter said. */
            text?: string | null;
            /**
             * Format: int64
             * @description The version for `If-Match`.
             */
            version: number;
            waits_until?: components["schemas"]["Instant"] | null;
        };
        /** @description Rows to put and to take out. */
        CatalogueEditForm: {
            /** @description Only say what would change. */
            dry_run?: boolean;
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description Why. */
            note?: string;
            /** @description Rows that are new, or replace the one with their key. */
            put?: components["schemas"]["CatalogueEntry"][];
            /** @description Rows that go. */
            remove?: components["schemas"]["RemovedRow"][];
        };
        /** @description A row of any list. */
        CatalogueEntry: (components["schemas"]["DepartmentDefault"] & {
            /** @enum {string} */
            part: "department";
        }) | (components["schemas"]["Category"] & {
            /** @enum {string} */
            part: "category";
        }) | (components["schemas"]["Condition"] & {
            /** @enum {string} */
            part: "condition";
        }) | (components["schemas"]["StepLimit"] & {
            /** @enum {string} */
            part: "step_limit";
        }) | (components["schemas"]["Duty"] & {
            /** @enum {string} */
            part: "duty";
        });
        /** @description Whole lists to put in the place of those in force. */
        CatalogueImportForm: {
            /** @description Only say what would change. */
            dry_run?: boolean;
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description The lists; those that are not named stay. */
            lists: components["schemas"]["ListCsv"][];
            /** @description Why. */
            note?: string;
        };
        /** @description The rows of a list. */
        CatalogueItems: components["schemas"]["Category"][] | components["schemas"]["Condition"][] | components["schemas"]["StepLimit"][] | components["schemas"]["DepartmentDefault"][] | components["schemas"]["Duty"][];
        /**
         * @description What a catalogue row describes (GB/T 47678.5): a thing that stands in the street, or something that happens. Both
         *      number from the same codes, so a row is known by (kind, code). A case is always about a matter.
         * @enum {string}
         */
        CatalogueKind: "matter" | "component";
        /** @description One list of one version: only the member that is named in the address has rows. */
        CatalogueListView: {
            /** @description The rows, each as its list has them. */
            items: components["schemas"]["CatalogueItems"];
            /**
             * Format: int64
             * @description The version.
             */
            version: number;
        };
        /** @description What an edit has changed, or would. */
        CatalogueReportView: {
            /** @description What differs. */
            changes: components["schemas"]["ChangedRow"][];
            effective_from: components["schemas"]["Instant"] | null;
            /** @description What is wrong: in a dry run only, otherwise the edit is refused with the same list. */
            faults: components["schemas"]["EditFault"][];
            /**
             * Format: int64
             * @description The version that was made; none in a dry run.
             */
            version: number | null;
        };
        /** @description A version of the catalogue. */
        CatalogueVersionView: {
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            created_by?: components["schemas"]["PersonId"] | null;
            /** @description When it takes effect. */
            effective_from: components["schemas"]["Instant"];
            /** @description Why it was made. */
            note: string;
            /**
             * Format: int64
             * @description Its number.
             */
            version: number;
        };
        /** @description Every version, the oldest first. */
        CatalogueVersions: {
            items: components["schemas"]["CatalogueVersionView"][];
        };
        /** @description The whole catalogue of one version. */
        CatalogueView: components["schemas"]["CatalogueVersionView"] & {
            categories: components["schemas"]["Category"][];
            conditions: components["schemas"]["Condition"][];
            departments: components["schemas"]["DepartmentDefault"][];
            duties: components["schemas"]["Duty"][];
            step_limits: components["schemas"]["StepLimit"][];
        };
        /** @description One kind of matter (事项小类) that people report. */
        Category: {
            /** @description What people write when they mean it, in English. */
            aliases_en: string[];
            /** @description What people write when they mean it, in Chinese. */
            aliases_zh: string[];
            /** @description How the result is checked. */
            check_mode: components["schemas"]["CheckMode"];
            /** @description Departments that help. */
            co_departments: string[];
            /** @description Five digits; groups 01–10 number as GB/T 47678.5, our own extension from 21. */
            code: string;
            /** @description The department that handles it unless a condition or the duty list says otherwise. */
            department: string;
            /** @description Whom to ring first, shown before the form. */
            emergency: components["schemas"]["Emergency"][];
            /** @description What a report of it becomes. */
            flow: components["schemas"]["Flow"];
            /** @description Code of the group (事项大类). */
            group_code: string;
            /** @description English name of the group. */
            group_en: string;
            /** @description Chinese name of the group. */
            group_zh: string;
            /** @description What the handler has to show. */
            handling_proof: components["schemas"]["Proof"][];
            /** @description A component or a matter; cases are about matters. */
            kind: components["schemas"]["CatalogueKind"];
            /** @description Where the limit comes from: `seen:`, `analogy:` or `own`. */
            limit_source: string;
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /** @description How fast it must move. */
            priority: components["schemas"]["Priority"];
            /** @description What a member has to show when filing; residents and the hotline are never bound by it. */
            report_proof: components["schemas"]["Proof"][];
            /** @description Whether a member may fix it on the spot and file it as done. */
            self_handling: boolean;
            /** @description Whether its cases are sealed from the first day. */
            sensitive: boolean;
            /** @description Who can settle it. */
            settled_by: components["schemas"]["SettledBy"];
            /** @description The standard's own reference. */
            std_ref: string;
        };
        /** @description A row that differs from the version before. */
        ChangedRow: {
            after: components["schemas"]["CatalogueEntry"] | null;
            before: components["schemas"]["CatalogueEntry"] | null;
            /** @description Its key. */
            key: string;
            /** @description Its list. */
            list: components["schemas"]["ListName"];
        };
        /**
         * @description A way out.
         * @enum {string}
         */
        Channel: "email" | "wecom" | "sms" | "webhook";
        CheckId: string;
        /** @description A look that somebody is to take. */
        CheckItem: {
            /** @description The case. */
            case: components["schemas"]["CaseId"];
            /** @description The category's code. */
            category?: string | null;
            due_at?: components["schemas"]["Instant"] | null;
            grid?: components["schemas"]["AreaId"] | null;
            /** @description The order's id. */
            id: components["schemas"]["CheckId"];
            /** @description Before registering or before closing. */
            kind: components["schemas"]["CheckKind"];
            /** @description How to look. */
            mode: components["schemas"]["CheckMode"];
            /** @description The case's number for people. */
            number: string;
            /** @description Whether the caller has taken it. */
            taken: boolean;
        };
        /**
         * @description Which look a check order asks for.
         * @enum {string}
         */
        CheckKind: "pre" | "post";
        /** @description A list that is short by nature. */
        CheckList: {
            /** @description The looks, those taken first, then the most urgent. */
            items: components["schemas"]["CheckItem"][];
        };
        /**
         * @description How a result is checked before a case is closed.
         * @enum {string}
         */
        CheckMode: "photo" | "site" | "call" | "document" | "none";
        /** @description What was found. */
        CheckResultForm: {
            /** @description Photos. */
            attachments?: components["schemas"]["Attached"][];
            /** @description The finding: `confirmed`, `not_found` or `unclear` before registering, `passed` or `failed` before closing. */
            outcome: components["schemas"]["Outcome"];
            /** @description The finding in words. */
            text?: string | null;
        };
        /** @description An open check order. */
        CheckView: {
            /** @description Its id. */
            id: components["schemas"]["CheckId"];
            /** @description Before registering or before closing. */
            kind: components["schemas"]["CheckKind"];
            /** @description How to look. */
            mode: components["schemas"]["CheckMode"];
            /** @description Whether somebody took it. */
            taken: boolean;
        };
        /** @description A class of messages. */
        ClassView: {
            /** @description The class. */
            class: components["schemas"]["NoticeClass"];
            /** @description Its name. */
            label: string;
            /** @description Whether e-mail of this class cannot be off. */
            mandatory: boolean;
            /** @description The mode by channel. */
            modes: {
                [key: string]: components["schemas"]["Mode"];
            };
        };
        /**
         * @description A clock: what is being waited for.
         * @enum {string}
         */
        ClockKind: "register" | "pre_check" | "dispatch" | "receive" | "first_contact" | "handling" | "mediation" | "refer" | "post_check" | "close" | "whole" | "order";
        /** @description One clock: what it waits for, how long that may take, and how its due time follows. */
        ClockReckoning: {
            /**
             * Format: int64
             * @description The version of the calendar that counted it, which every window here is told by.
             */
            calendar_version?: number | null;
            /**
             * Format: int64
             * @description The version of the catalogue, which speaks where the policy has no rule.
             */
            catalogue_version?: number | null;
            course?: components["schemas"]["Course"] | null;
            /**
             * Format: int64
             * @description Which run of this kind; for an order the number of the entry that opened it.
             */
            cycle: number;
            due_at?: components["schemas"]["Instant"] | null;
            ended?: components["schemas"]["EndedView"] | null;
            /** @description Whether the due time was set by somebody. */
            fixed: boolean;
            /** @description What is waited for. */
            kind: components["schemas"]["ClockKind"];
            /** @description The same in words. */
            label: string;
            limit?: components["schemas"]["Limit"] | null;
            /**
             * @description The same in words.
             * @example 2 工作时
             */
            limit_label?: string | null;
            limit_origin?: components["schemas"]["LimitOrigin"] | null;
            /** @description The same in words. */
            limit_origin_label?: string | null;
            /**
             * Format: int64
             * @description The version of the limit policy that was asked.
             */
            policy_version?: number | null;
            /** @description Whether the due time may move when the holidays of a year are published. */
            provisional: boolean;
            /** @description Its segments, cut at the present and at the due time. */
            segments: components["schemas"]["SegmentView"][];
            /** @description When it began to count. */
            since: components["schemas"]["Instant"];
            /** @description How the due time follows, in words. */
            text: string;
            used?: components["schemas"]["CountedView"] | null;
        };
        /**
         * @description When the handling clock of a condition starts.
         * @enum {string}
         */
        ClockStart: "dispatch" | "register" | "consent";
        /** @description A running clock. */
        ClockView: {
            /** @description When it is due. */
            due_at: components["schemas"]["Instant"];
            /** @description What is waited for. */
            kind: components["schemas"]["ClockKind"];
            /** @description Whether it is past due. */
            overdue: boolean;
            /** @description When it started. */
            since: components["schemas"]["Instant"];
        };
        /** @description The clocks of a case. */
        ClocksView: {
            /** @description The clocks in the order in which they began. */
            items: components["schemas"]["ClockReckoning"][];
            /** @description The instant of the reckoning. */
            now: components["schemas"]["Instant"];
            /**
             * @description The zone in which days begin and end, and in which the texts tell the time.
             * @example Asia/Shanghai
             */
            zone: string;
        };
        /** @description Those of the caller's units and desks. */
        ColleagueList: {
            /** @description The colleagues. */
            items: components["schemas"]["ColleagueView"][];
        };
        /** @description Somebody to whom work may be handed over. */
        ColleagueView: {
            /** @description Who. */
            id: components["schemas"]["PersonId"];
            /** @description The name. */
            name: string;
        };
        /** @description When a case of a category may be registered (立案条件), how long handling may take and when it may be closed (结案条件). */
        Condition: {
            /** @description Code of the matter. */
            category: string;
            /** @description When the handling clock starts. */
            clock_start: components["schemas"]["ClockStart"];
            /** @description What must be true before the case is closed, in English. */
            close_en: string;
            /** @description What must be true before the case is closed, in Chinese. */
            close_zh: string;
            /** @description Code within the category; `default` always exists. */
            condition: string;
            /** @description Overrides the category's department. */
            department?: string | null;
            /** @description How long handling may take. */
            limit: components["schemas"]["Limit"];
            /** @description Where the limit comes from. */
            limit_source: string;
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /** @description How fast it must move; the limits of the other steps follow it. */
            priority: components["schemas"]["Priority"];
        };
        /** @description Contact details. */
        ContactView: {
            address: string | null;
            email: string | null;
            phone: string | null;
        };
        /**
         * @description The datum of a pair of coordinates; unknown is refused, since a wrong datum moves a report several grids.
         * @enum {string}
         */
        CoordSys: "wgs84" | "cgcs2000" | "gcj02" | "bd09";
        /** @description An amount of a limit. */
        CountedView: {
            /**
             * Format: int64
             * @description Whole days, for limits in days.
             */
            days?: number | null;
            /**
             * Format: int64
             * @description Seconds, for limits in hours or minutes.
             */
            seconds?: number | null;
            /**
             * @description The same in words.
             * @example 1 小时 30 分
             */
            text: string;
        };
        /**
         * @description Whether a clock runs, or why it stands still.
         * @enum {string}
         */
        Course: "running" | "waiting" | "suspended" | "mediating" | "merged" | "resting" | "left_out" | "answered";
        /**
         * @description How a day differs from its week.
         * @enum {string}
         */
        DayCode: "holiday" | "make_up" | "hours";
        /** @description A run of days that differ from their week. */
        DayDocument: {
            /**
             * Format: date
             * @description First day.
             */
            from: string;
            /** @description How they differ. */
            kind: components["schemas"]["DayCode"];
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
            /** @description The windows of a day with hours of its own. */
            windows?: string[];
        };
        /** @description How numbers are made. */
        Definitions: {
            /** @description What holds for every number. */
            rules: string[];
            /** @description What is counted. */
            stages: components["schemas"]["StageDefinition"][];
        };
        DeliveryId: string;
        /** @description A message on its way out. */
        DeliveryView: {
            /**
             * Format: int64
             * @description Tries so far.
             */
            attempts: number;
            case: components["schemas"]["CaseId"] | null;
            /** @description By which way. */
            channel: string;
            /** @description What is said, as a code; `digest` for a digest. */
            code: string;
            /** @description When it was planned. */
            created_at: components["schemas"]["Instant"];
            finished_at: components["schemas"]["Instant"] | null;
            /** @description Its id. */
            id: components["schemas"]["DeliveryId"];
            next_at: components["schemas"]["Instant"] | null;
            person: components["schemas"]["PersonId"] | null;
            /** @description Where it stands, as a code. */
            state: string;
            webhook: components["schemas"]["WebhookId"] | null;
            /** @description Why it is not sent. */
            why: string | null;
        };
        /**
         * @description How a department works with Gridward: it logs in, it answers through a signed link to one case, or it never comes
         *      near and the desk records what it did.
         * @enum {string}
         */
        DepartmentAccess: "gridward" | "link" | "outside";
        /** @description A body that handles cases, as the catalogue knows it. The unit with the same code is the desk of that body in an area. */
        DepartmentDefault: {
            /** @description Whether it logs in. */
            access: components["schemas"]["DepartmentAccess"];
            /** @description Stable code, also the code of the unit. */
            code: string;
            /** @description At which level it works. */
            level: components["schemas"]["SettledBy"];
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /** @description How it is reached by phone. */
            phone_note: string;
        };
        /** @description Who did something. */
        Doer: {
            /** @description The role in words; 上报人 for whoever reported it. */
            label: string;
            /** @description The name. */
            name?: string | null;
            person?: components["schemas"]["PersonId"] | null;
            /** @description Whether it was the reporter. */
            reporter: boolean;
            /** @description In which role. */
            role: components["schemas"]["Role"];
        };
        /** @description Words that are not saved. */
        Draft: {
            /** @description A few. */
            body: string;
            /** @description One line. */
            title: string;
        };
        /** @description What a version would move. */
        DryRunView: components["schemas"]["Listing_MovedCaseView"] & {
            /** @description From when on it would count. */
            effective_from: components["schemas"]["Instant"];
            impact: components["schemas"]["ImpactView"] | null;
        };
        /**
         * @description One line of the duty list (履职事项清单): in this area, this department is bound to take this matter. It goes before
         *     condition and category. The office fills the list in; the default has none.
         */
        Duty: {
            /** @description Code of the area it holds in, with everything below. */
            area: string;
            /** @description The document and line it rests on. */
            basis: string;
            /** @description Code of the matter. */
            category: string;
            /** @description The department that is bound. */
            department: string;
        };
        /** @description Something that is wrong with an edit. */
        EditFault: {
            /** @description What is wrong there; for CSV with line and column. */
            detail: string;
            /** @description A JSON pointer into the request. */
            pointer: string;
        };
        /**
         * @description Whom to ring before any form is filled in.
         * @enum {string}
         */
        Emergency: "110" | "119" | "120" | "12345" | "water" | "power" | "gas";
        /** @description Whom to ring before filing anything. */
        EmergencyNumber: {
            code: components["schemas"]["Emergency"];
            label: string;
        };
        /** @description How a clock ended. */
        EndedView: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description The same in words. */
            label: string;
            /**
             * Format: int64
             * @description The number of the entry in the history that ended it.
             */
            seq: number;
            /** @description In time or not. */
            verdict: components["schemas"]["Verdict"];
        };
        /** @description An export. */
        ExportLogEntry: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Which rows: the query that was asked. */
            filter: string;
            /**
             * @description As what.
             * @example csv
             */
            format: string;
            /** @description Who. */
            person: components["schemas"]["PersonId"];
        };
        /**
         * @description A field of a command. The code is the JSON name, so that a refusal can point at it.
         * @enum {string}
         */
        Field: "text" | "reply" | "reason" | "basis" | "category" | "condition" | "priority" | "unit" | "co_units" | "person" | "people" | "until" | "request" | "outcome" | "solved" | "satisfied" | "stars" | "attachments" | "consent" | "number" | "parent" | "mode" | "colour" | "place" | "sensitive" | "dispatch" | "condition_met" | "on";
        /**
         * @description How a file of special days is written.
         * @enum {string}
         */
        FileFormat: "csv" | "ics";
        /** @description What a check found. */
        FindingView: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Before registering or before closing. */
            kind: components["schemas"]["CheckKind"];
            /** @description The finding. */
            outcome: components["schemas"]["Outcome"];
        };
        /**
         * @description What a timer is armed for.
         * @enum {string}
         */
        FireKind: "resume" | "offer_lapse" | "step" | "overdue" | "still_overdue" | "order_overdue";
        /**
         * @description Marks beside the state: colours of time, supervision orders and a case's past.
         * @enum {string}
         */
        Flag: "on_track" | "due_soon" | "overdue" | "yellow_order" | "red_order" | "returned_flag" | "reopened_flag" | "not_counted";
        /**
         * @description What becomes of a report of a category: a case, an entry of information collection, or a need of a resident.
         * @enum {string}
         */
        Flow: "case" | "form" | "need";
        /** @description A case in front of whoever holds its code. */
        FollowedView: {
            /** @description What the reporter may do now, and what each action needs. */
            actions: components["schemas"]["ActionOffer"][];
            /** @description The case, as its reporter sees it. */
            case: components["schemas"]["CaseView"];
            parent?: components["schemas"]["KnownView"] | null;
            /** @description Where it lies, from the community down to the grid. */
            place: string[];
            /** @description What happened, the oldest first, in the words of the public. */
            steps: components["schemas"]["TimelineItem"][];
        };
        /** @description Where it was seen. The datum must be named: a wrong one moves a report several grids. */
        GivenPlace: {
            /**
             * Format: double
             * @description How exact the device claims to be, in metres.
             */
            accuracy_m?: number | null;
            /** @description The datum of the two coordinates. */
            coord_sys: components["schemas"]["CoordSys"];
            /**
             * Format: double
             * @description Latitude in degrees.
             * @example 36.553
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude in degrees.
             * @example 116.805
             */
            lon: number;
        };
        /** @description A role to be granted. */
        GrantBody: {
            /** @description Where it holds, with everything below. */
            area: components["schemas"]["AreaId"];
            role: components["schemas"]["Role"];
            /** @description Named to see sealed cases at this desk. */
            sensitive_desk?: boolean;
            unit?: components["schemas"]["UnitId"] | null;
            valid_from?: components["schemas"]["Instant"] | null;
            valid_to?: components["schemas"]["Instant"] | null;
        };
        GrantId: string;
        /** @description A dated grant of a role. */
        GrantView: {
            /** @description Where it holds, with everything below. */
            area_id: components["schemas"]["AreaId"];
            granted_by: components["schemas"]["PersonId"] | null;
            id: components["schemas"]["GrantId"];
            person_id: components["schemas"]["PersonId"];
            role: components["schemas"]["Role"];
            /** @description The role in the language of the answer. */
            role_label: string;
            /** @description Named to see sealed cases at this desk. */
            sensitive_desk: boolean;
            unit_id: components["schemas"]["UnitId"] | null;
            valid_from: components["schemas"]["Instant"];
            valid_to: components["schemas"]["Instant"] | null;
            /** Format: int64 */
            version: number;
        };
        /** @description Open work that is to go to a colleague. */
        HandOverForm: {
            /** @description The cases, 1 to 100. */
            cases: components["schemas"]["CaseId"][];
            /** @description A word to the colleague. */
            text?: string | null;
            /** @description The colleague, who must agree to each. */
            to: components["schemas"]["PersonId"];
        };
        /** @description A person at work. */
        HandlerView: {
            id?: components["schemas"]["PersonId"] | null;
            /** @description The name; absent where names are masked. */
            name?: string | null;
        };
        /**
         * @description Who answers for an open case.
         * @enum {string}
         */
        HeldBy: "desk" | "unit" | "person";
        /** @description Who had the case; ids and names only where they may be shown. */
        HeldView: {
            area?: components["schemas"]["AreaId"] | null;
            /** @description `desk`, `unit` or `person`. */
            kind: string;
            person?: components["schemas"]["PersonId"] | null;
            /** @description In words. */
            text: string;
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description What may help a resident who is about to report. */
        HintsView: {
            /** @description Categories that the words point to, the best first. */
            categories: components["schemas"]["SuggestedCategory"][];
            /** @description Whom to ring first, when a life may be in danger. */
            emergency: components["schemas"]["EmergencyNumber"][];
            /** @description What is known nearby already and may be the same. */
            known: components["schemas"]["KnownView"][];
        };
        /**
         * @description What kind of holder it is.
         * @enum {string}
         */
        HolderKind: "desk" | "unit" | "member" | "checker";
        /** @description What one holder has. */
        HolderLoad: components["schemas"]["LoadView"] & {
            /** @description Who. */
            holder: components["schemas"]["KeeperView"];
        };
        /** @description Who answers for a case: a desk, a unit or a person. */
        HolderView: {
            area?: components["schemas"]["AreaId"] | null;
            /** @enum {string} */
            kind: "desk";
            /** @description The level. */
            level: components["schemas"]["Level"];
        } | {
            /** @enum {string} */
            kind: "unit";
            /** @description The unit. */
            unit: components["schemas"]["UnitId"];
        } | {
            /** @enum {string} */
            kind: "person";
            /** @description Who. */
            person: components["schemas"]["PersonId"];
            unit?: components["schemas"]["UnitId"] | null;
        };
        /** @description Who held the clock. */
        Holding: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description On how many cases it rests.
             */
            cases: number;
            /**
             * Format: double
             * @description Minutes in which they were open, all together.
             */
            minutes: number;
            /** @description When the cases were closed; absent where it is told of open ones. */
            period?: string | null;
            /**
             * Format: int64
             * @description How many were sent back twice or more.
             */
            ping_pong: number;
            /** @description By holder and stand, those with most time first: the first is the bottleneck. */
            rows: components["schemas"]["HoldingRow"][];
            /** @description How many cases were sent back how often. */
            sent_back: components["schemas"]["SentBackTimes"][];
        };
        /** @description What one holder had in one stand. */
        HoldingRow: {
            /**
             * Format: int64
             * @description How many cases.
             */
            cases: number;
            /** @description Who. */
            holder: components["schemas"]["KeeperView"];
            /**
             * Format: double
             * @description Minutes by the wall, all together.
             */
            minutes: number;
            /**
             * Format: double
             * @description Of these off hours: nights, weekends, holidays.
             */
            off_minutes: number;
            /**
             * Format: double
             * @description Of all time in which these cases were open.
             */
            share: number;
            /** @description How long it lasted each time, by the wall. */
            spell: components["schemas"]["SpreadView"];
            /** @description What the cases waited for there. */
            stand: components["schemas"]["Stand"];
            /** @description The same in words. */
            stand_label: string;
            /**
             * Format: double
             * @description Of these in working time.
             */
            work_minutes: number;
        };
        /** @description What happens to the open cases. */
        ImpactView: {
            /**
             * Format: int64
             * @description Due times that move forward.
             */
            earlier: number;
            /**
             * Format: int64
             * @description By how many seconds the furthest moves forward.
             */
            furthest_earlier_s: number;
            /**
             * Format: int64
             * @description By how many seconds the furthest moves back.
             */
            furthest_later_s: number;
            /**
             * Format: int64
             * @description Due times that move back.
             */
            later: number;
            /**
             * Format: int64
             * @description Cases of which something moves.
             */
            moved: number;
            /**
             * Format: int64
             * @description Clocks that would be late at once.
             */
            newly_late: number;
            /**
             * Format: int64
             * @description Open cases.
             */
            open: number;
        };
        /** @description A message. */
        InboxItem: {
            /** @description When it came. */
            at: components["schemas"]["Instant"];
            case: components["schemas"]["CaseId"] | null;
            /** @description What it is about. */
            class: components["schemas"]["NoticeClass"];
            /** @description What is said, as a code. */
            code: components["schemas"]["NoticeCode"];
            /** @description Its id. */
            id: components["schemas"]["MessageId"];
            /** @description The case's number for people. */
            number: string | null;
            read_at: components["schemas"]["Instant"] | null;
            /**
             * @description What is said, in words.
             * @example 有新的任务
             */
            title: string;
        };
        /** @description A page of the inbox. */
        InboxList: {
            /** @description The messages, the newest first. */
            items: components["schemas"]["InboxItem"][];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
            /**
             * Format: int64
             * @description How many messages of the whole inbox were not read.
             */
            unread: number;
        };
        IncidentId: string;
        /** @description The receipt of a filing: what the reporter needs to follow it. */
        IncidentReceipt: {
            /** @description Its case. */
            case: components["schemas"]["CaseId"];
            /**
             * Format: date-time
             * @description By when the desk must have looked at it.
             */
            due_at?: string | null;
            /** @description What the desk will have to clear up. */
            flags: components["schemas"]["ReceiptFlag"][];
            grid?: components["schemas"]["AreaId"] | null;
            /** @description The incident's id. */
            id: components["schemas"]["IncidentId"];
            /**
             * @description The case's number for people.
             * @example GW-000572-4
             */
            number: string;
            /**
             * Format: date-time
             * @description When it was seen.
             */
            occurred_at: string;
            /**
             * Format: date-time
             * @description When it was received.
             */
            recorded_at: string;
            /** @description Where the case stands. */
            state: components["schemas"]["State"];
            /**
             * @description The state in the words of the public.
             * @example 已提交
             */
            state_label: string;
            /**
             * @description The code with which it can be followed without an account.
             * @example K7QW2-90XRM-4TFA
             */
            tracking_code: string;
            /**
             * Format: int64
             * @description The case's version, as in `ETag`.
             */
            version: number;
        };
        /** Format: date-time */
        Instant: string;
        /** @description A person who was entered, with the code for the first log-in. */
        Invited: {
            person: components["schemas"]["PersonView"];
            reset_code: components["schemas"]["ResetCodeView"] | null;
        };
        /** @description A link that was issued. */
        IssuedLinkView: {
            /** @description Until when it holds, while the case stays with the body. */
            expires_at: components["schemas"]["Instant"];
            /** @description The address for the body. It is shown here and kept nowhere: whoever lost it issues another. */
            url: string;
        };
        /** @description Who has cases. Nobody is named: what a person has is told of the unit, and of those without a unit together. */
        KeeperView: {
            /** @description The unit, or the area of a desk; absent for the others, and for what lies in no known place. */
            id?: string | null;
            /** @description What kind of holder it is. */
            kind: components["schemas"]["HolderKind"];
            /**
             * @description In words.
             * @example 综合执法办
             */
            label: string;
            level?: components["schemas"]["Level"] | null;
        };
        /** @description A case nearby that may be the same matter. */
        KnownNearby: {
            /** @description What the caller may do instead of filing again: `supplement`, `follow`. */
            actions: components["schemas"]["ActionCode"][];
            /** @description Its id. */
            case: components["schemas"]["CaseId"];
            /** @description The code of its category. */
            category: string | null;
            /**
             * Format: date-time
             * @description When it was received.
             */
            filed_at: string;
            /**
             * Format: int32
             * @description How far away, in metres.
             */
            metres: number;
            /**
             * @description Its number for people.
             * @example GW-000572-4
             */
            number: string;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description The state in the words of the public. */
            state_label: string;
        };
        /** @description A matter that the neighbourhood knows already. */
        KnownView: {
            /** @description What it is about, coarsely. */
            group?: string | null;
            /**
             * @description Its number, by which anybody can ask again.
             * @example GW-000572-4
             */
            number: string;
            /** @description Where, from the community down to the grid. */
            place: string[];
            /**
             * Format: date
             * @description The day on which it was reported.
             */
            reported_on: string;
            /**
             * Format: date
             * @description The day on which it was settled.
             */
            settled_on?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description The state in the words of the public. */
            state_label: string;
        };
        /** @description A ladder: for which clocks it holds, and its steps in order. */
        Ladder: {
            /** @description Stable code, unique in its book. */
            code: string;
            /** @description The clocks it holds for. */
            match?: components["schemas"]["LadderMatch"];
            /** @description English name. */
            name_en: string;
            /** @description Chinese name. */
            name_zh: string;
            /** @description Its steps; a step is known by its place. */
            steps: components["schemas"]["LadderStep"][];
        };
        /** @description What a step does. */
        LadderAction: {
            /** @enum {string} */
            do: "notify";
        } | {
            /** @enum {string} */
            do: "raise_priority";
        } | {
            /** @enum {string} */
            do: "reassign";
            /** @description To whom. */
            to: components["schemas"]["ReassignTo"];
        } | {
            /** @description Its weight. */
            colour: components["schemas"]["OrderColour"];
            /** @enum {string} */
            do: "open_order";
        };
        /** @description What a ladder holds for. A list that is empty and an area that is absent hold for everything. */
        LadderMatch: {
            /** @default null */
            area: components["schemas"]["AreaId"] | null;
            /**
             * @description Groups or categories: the first two to five digits of the category's code.
             * @default []
             */
            categories: string[];
            /**
             * @description Kinds of clocks.
             * @default []
             */
            clocks: components["schemas"]["ClockKind"][];
            /**
             * @description Where the incident came from.
             * @default []
             */
            sources: components["schemas"]["Source"][];
        };
        /**
         * @description Who hears of a step. Resolved to people when the step fires; where nobody is found the next level up hears, and at last
         *     the head of the office.
         */
        LadderRecipient: {
            /** @enum {string} */
            to: "holder";
        } | {
            /** @enum {string} */
            to: "stand_in";
        } | {
            /** @enum {string} */
            to: "unit_lead";
        } | {
            /** @enum {string} */
            to: "desk";
        } | {
            /** @description The lowest level at which it is looked for. */
            level: components["schemas"]["Level"];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @enum {string} */
            to: "role";
        } | {
            /** @description The lowest level at which it is looked for. */
            level: components["schemas"]["Level"];
            /** @enum {string} */
            to: "on_duty";
        };
        /** @description A step of a ladder: when, who hears, what is done. */
        LadderStep: {
            /** @description What is done, in this order. */
            actions: components["schemas"]["LadderAction"][];
            /** @description When it is due. */
            at: components["schemas"]["StepTime"];
            /** @description Somebody has to say that he has seen it; until then it repeats. */
            needs_ack?: boolean;
            repeat?: components["schemas"]["Repeat"] | null;
            /** @description It is left out on limits under one working day. */
            skip_under_a_day?: boolean;
            /** @description Who hears. Whoever is stood in for is told together with the stand-in. */
            to?: components["schemas"]["LadderRecipient"][];
        };
        /** @description A version of the ladders. */
        LaddersView: components["schemas"]["RuleVersionView"] & {
            /** @description The ladders; the narrowest one that holds for a clock is its ladder. */
            ladders: components["schemas"]["Ladder"][];
            /** @description Steps that nobody would hear, or that come at the wrong time. */
            warnings: components["schemas"]["Warning"][];
        };
        /**
         * @description A language of the product.
         * @enum {string}
         */
        LangCode: "zh-CN" | "en";
        /** @description A unit with its name. */
        LeadUnitView: {
            /** @description The unit. */
            id: components["schemas"]["UnitId"];
            /** @description Its name. */
            name?: string | null;
        };
        /**
         * @description Who can settle a case: each level has a desk.
         * @enum {string}
         */
        Level: "grid" | "community" | "street" | "district";
        /** @description How long something may take. What a unit means in instants is [`super::calendar::Calendar`]'s business. */
        Limit: {
            unit: components["schemas"]["LimitUnit"];
            value: components["schemas"]["Amount"];
        };
        /**
         * @description Who said how long a clock may take.
         * @enum {string}
         */
        LimitOrigin: "rule" | "condition" | "step" | "default";
        /** @description A policy as people write it. */
        LimitPolicy: {
            /** @description What reopening does to the handling clock. */
            reopen: components["schemas"]["NewRound"];
            /** @description What rework does to the handling clock. */
            rework: components["schemas"]["NewRound"];
            /** @description The rules; the narrowest one wins, among equals the first. */
            rules?: components["schemas"]["LimitRule"][];
            /** @description The states that the whole-case clock leaves out. */
            whole_excludes?: components["schemas"]["State"][];
        };
        /** @description How long one kind of clock may take. What is absent holds for everything. */
        LimitRule: {
            area?: components["schemas"]["AreaId"] | null;
            /** @description A group or category: the first two to five digits of the category's code. */
            category?: string | null;
            /** @description The clock. */
            clock: components["schemas"]["ClockKind"];
            /** @description A condition of the category. */
            condition?: string | null;
            /** @description How long it may take. */
            limit: components["schemas"]["Limit"];
            priority?: components["schemas"]["Priority"] | null;
        };
        /**
         * @description The unit of a time limit. `urgent_hour` runs round the clock; `work_day` excludes the start day and falls due at close of day.
         * @enum {string}
         */
        LimitUnit: "minute" | "urgent_hour" | "work_hour" | "work_day" | "natural_day";
        /** @description A version of the limits. */
        LimitsView: components["schemas"]["RuleVersionView"] & {
            /** @description The policy; where it has no rule the catalogue speaks. */
            limits: components["schemas"]["LimitPolicy"];
        };
        /** @description A link to one case. */
        LinkView: {
            /** @description Until when it holds, while the case stays with the body. */
            expires_at: components["schemas"]["Instant"];
            /** @description When it was issued. */
            issued_at: components["schemas"]["Instant"];
            opened_at?: components["schemas"]["Instant"] | null;
        };
        /** @description A case in front of the body that has it. Nobody's name is in it. */
        LinkedCaseView: {
            /** @description What the body may do now. */
            actions: components["schemas"]["ActionCode"][];
            /** @description The place in words. */
            address?: string | null;
            /** @description The body to which the link was given. */
            body?: string | null;
            /** @description What it is about. */
            category?: string | null;
            due_at?: components["schemas"]["Instant"] | null;
            expires_at?: components["schemas"]["Instant"] | null;
            /**
             * @description The case's number for people.
             * @example GW-000572-4
             */
            number: string;
            /** @description When it was seen. */
            occurred_at: components["schemas"]["Instant"];
            /** @description What a result may be. */
            outcomes: components["schemas"]["Outcome"][];
            /** @description The body's own number. */
            outside_number?: string | null;
            /** @description The areas in which it lies, from the grid upwards. */
            place: string[];
            point?: components["schemas"]["PointView"] | null;
            /** @description What was reported, and what passed between the body and the office; the oldest first. */
            steps: components["schemas"]["TimelineItem"][];
            /** @description What was reported. */
            text?: string | null;
            /**
             * Format: int64
             * @description The version for `If-Match`.
             */
            version: number;
        };
        /** @description One list as CSV. */
        ListCsv: {
            /** @description The whole list, as `/catalogue/{list}?format=csv` gives it; rows that are missing in it go. */
            csv: string;
            /** @description Which list. */
            list: components["schemas"]["ListName"];
        };
        /**
         * @description A list of the catalogue, as it stands in an address.
         * @enum {string}
         */
        ListName: "categories" | "conditions" | "step-limits" | "departments" | "duties";
        /** @description One page of a list. */
        Listing_AccessLogEntry: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description What was done. */
                act: components["schemas"]["AccessAct"];
                actor: components["schemas"]["PersonId"] | null;
                /** @description When. */
                at: components["schemas"]["Instant"];
                case: components["schemas"]["CaseId"] | null;
                /** @description The same in words. */
                label: string;
                person: components["schemas"]["PersonId"] | null;
                /** @description Why, in the words of the actor. */
                reason: string;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_AreaView: {
            /** @description The items, in the order of the list. */
            items: {
                code: string;
                /** @description Invented for a demonstration. */
                fictitious: boolean;
                id: components["schemas"]["AreaId"];
                kind: components["schemas"]["AreaKind"];
                level: components["schemas"]["Level"];
                /** @description The name in the language of the answer. */
                name: string;
                name_en: string;
                name_zh: string;
                parent: components["schemas"]["AreaId"] | null;
                valid_from: components["schemas"]["Instant"];
                valid_to: components["schemas"]["Instant"] | null;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_CaseBehind: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Its id. */
                id: components["schemas"]["CaseId"];
                /**
                 * @description Its number for people.
                 * @example GW-000572-4
                 */
                number: string;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_CaseSummary: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description The code of its category. */
                category?: string | null;
                /**
                 * Format: date-time
                 * @description When it was closed.
                 */
                closed_at?: string | null;
                community?: components["schemas"]["AreaId"] | null;
                /**
                 * Format: date-time
                 * @description When the present step is due.
                 */
                due_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was received.
                 */
                filed_at: string;
                grid?: components["schemas"]["AreaId"] | null;
                handler?: components["schemas"]["PersonId"] | null;
                held_by?: components["schemas"]["HeldBy"] | null;
                /** @description Its id. */
                id: components["schemas"]["CaseId"];
                /**
                 * Format: double
                 * @description Latitude in WGS-84.
                 */
                lat?: number | null;
                level?: components["schemas"]["Level"] | null;
                /**
                 * Format: double
                 * @description Longitude in WGS-84.
                 */
                lon?: number | null;
                next_step?: components["schemas"]["NextStepView"] | null;
                /**
                 * @description Its number for people.
                 * @example GW-000572-4
                 */
                number: string;
                /**
                 * Format: date-time
                 * @description When it was seen.
                 */
                occurred_at: string;
                priority?: components["schemas"]["Priority"] | null;
                /**
                 * Format: int32
                 * @description How often units gave it back in this round.
                 */
                returns: number;
                /**
                 * Format: int32
                 * @description The round of work.
                 */
                round: number;
                /**
                 * Format: int64
                 * @description Seconds until it is due; below zero once it is late.
                 */
                seconds_left?: number | null;
                source?: components["schemas"]["Source"] | null;
                /** @description Where it stands. */
                state: components["schemas"]["State"];
                /** @description The state in words. */
                state_label: string;
                street?: components["schemas"]["AreaId"] | null;
                time_flag?: components["schemas"]["Flag"] | null;
                unit?: components["schemas"]["UnitId"] | null;
                /** @description The place is still to be found. */
                unlocated: boolean;
                /**
                 * Format: int64
                 * @description The version, as in `ETag`.
                 */
                version: number;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_DeliveryView: {
            /** @description The items, in the order of the list. */
            items: {
                /**
                 * Format: int64
                 * @description Tries so far.
                 */
                attempts: number;
                case: components["schemas"]["CaseId"] | null;
                /** @description By which way. */
                channel: string;
                /** @description What is said, as a code; `digest` for a digest. */
                code: string;
                /** @description When it was planned. */
                created_at: components["schemas"]["Instant"];
                finished_at: components["schemas"]["Instant"] | null;
                /** @description Its id. */
                id: components["schemas"]["DeliveryId"];
                next_at: components["schemas"]["Instant"] | null;
                person: components["schemas"]["PersonId"] | null;
                /** @description Where it stands, as a code. */
                state: string;
                webhook: components["schemas"]["WebhookId"] | null;
                /** @description Why it is not sent. */
                why: string | null;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_ExportLogEntry: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description When. */
                at: components["schemas"]["Instant"];
                /** @description Which rows: the query that was asked. */
                filter: string;
                /**
                 * @description As what.
                 * @example csv
                 */
                format: string;
                /** @description Who. */
                person: components["schemas"]["PersonId"];
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_GrantView: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Where it holds, with everything below. */
                area_id: components["schemas"]["AreaId"];
                granted_by: components["schemas"]["PersonId"] | null;
                id: components["schemas"]["GrantId"];
                person_id: components["schemas"]["PersonId"];
                role: components["schemas"]["Role"];
                /** @description The role in the language of the answer. */
                role_label: string;
                /** @description Named to see sealed cases at this desk. */
                sensitive_desk: boolean;
                unit_id: components["schemas"]["UnitId"] | null;
                valid_from: components["schemas"]["Instant"];
                valid_to: components["schemas"]["Instant"] | null;
                /** Format: int64 */
                version: number;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_MovedCaseView: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description The case. */
                case: components["schemas"]["CaseId"];
                /** @description Its clocks. */
                clocks: components["schemas"]["MovedClockView"][];
                /** @description Its number for people. */
                number: string;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_OwnIncident: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Its case. */
                case: components["schemas"]["CaseId"];
                /** @description The code of its category. */
                category?: string | null;
                /**
                 * Format: date-time
                 * @description When it was closed.
                 */
                closed_at?: string | null;
                /**
                 * Format: date-time
                 * @description By when the work should be done, once that is known.
                 */
                due_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was received.
                 */
                filed_at: string;
                /** @description The incident. */
                id: components["schemas"]["IncidentId"];
                merged_into?: components["schemas"]["CaseId"] | null;
                /** @description The case's number for people. */
                number: string;
                /**
                 * Format: date-time
                 * @description When it was seen.
                 */
                occurred_at: string;
                /** @description Whether a reply lies on file. */
                replied: boolean;
                /** @description Where the case stands. */
                state: components["schemas"]["State"];
                /** @description The state in the words of the public. */
                state_label: string;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_PersonView: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Whether the person takes part; a closed account cannot log in. */
                active: boolean;
                created_at: components["schemas"]["Instant"];
                id: components["schemas"]["PersonId"];
                lang: components["schemas"]["LangCode"];
                /** @description The login, if there is an account. */
                login: string | null;
                name: string;
                /** @description Every grant, past and future too. */
                roles: components["schemas"]["GrantView"][];
                /** Format: int64 */
                version: number;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_ShiftView: {
            /** @description The items, in the order of the list. */
            items: {
                area: components["schemas"]["AreaId"];
                /** @description Who entered it. */
                created_by: components["schemas"]["PersonId"];
                id: components["schemas"]["ShiftId"];
                person: components["schemas"]["PersonId"];
                valid_from: components["schemas"]["Instant"];
                /** @description The first instant after it. */
                valid_to: components["schemas"]["Instant"];
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_StandInView: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Who entered it. */
                created_by: components["schemas"]["PersonId"];
                id: components["schemas"]["StandInId"];
                /** @description Who is away. */
                person: components["schemas"]["PersonId"];
                /** @description Who stands in, and hears what the other would hear. */
                stand_in: components["schemas"]["PersonId"];
                valid_from: components["schemas"]["Instant"];
                /** @description The first instant after it. */
                valid_to: components["schemas"]["Instant"];
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description One page of a list. */
        Listing_UnitView: {
            /** @description The items, in the order of the list. */
            items: {
                /** @description Where it works, with everything below. */
                area_id: components["schemas"]["AreaId"];
                /** @description The stable code. */
                code: string;
                id: components["schemas"]["UnitId"];
                kind: components["schemas"]["UnitKind"];
                /** @description The kind in the language of the answer. */
                kind_label: string;
                /** @description The name in the language of the answer. */
                name: string;
                name_en: string;
                name_zh: string;
                valid_from: components["schemas"]["Instant"];
                valid_to: components["schemas"]["Instant"] | null;
                /** Format: int64 */
                version: number;
            }[];
            /** @description The address of the next page; `null` on the last. */
            next: string | null;
        };
        /** @description How much somebody has. */
        LoadView: {
            /**
             * Format: int64
             * @description Of these not late yet, and due within the hours asked for. 临期 is something else: four fifths of the limit.
             */
            due_ahead: number;
            /**
             * Format: int64
             * @description Open cases.
             */
            open: number;
            /**
             * Format: int64
             * @description Of these late.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Of these suspended.
             */
            suspended: number;
            /**
             * Format: int64
             * @description Of these waiting for a date.
             */
            waiting: number;
        };
        /** @description Where a point lies. */
        LocatedView: {
            grid: components["schemas"]["AreaView"] | null;
            /** @description The areas that hold the point. */
            path: Record<string, never>;
        };
        /** @description A log-in. */
        LogIn: {
            /**
             * @description What the client calls itself, shown in the list of sessions.
             * @example Wang Fang's telephone
             */
            device?: string | null;
            /**
             * @description The login; capitals make no difference.
             * @example wangfang
             */
            login: string;
            /**
             * Format: password
             * @description The password.
             * @example a long sentence of mine
             */
            password: string;
        };
        /** @description Whether two selections are closed at the same pace (log-rank). */
        LogRankView: {
            /**
             * Format: double
             * @description The statistic, with one degree of freedom.
             */
            chi_squared: number;
            /**
             * Format: double
             * @description Closings that it would have had at the common pace.
             */
            expected: number;
            /**
             * Format: double
             * @description Closings of the first.
             */
            observed: number;
            /**
             * Format: double
             * @description How often chance alone would make it as large.
             */
            p: number;
        };
        /** @description The caller. */
        Me: {
            id: components["schemas"]["PersonId"];
            /** @description The language of answers and notices. */
            lang: components["schemas"]["LangCode"];
            /** @description The login. */
            login?: string | null;
            name: string;
            /** @description The rights held somewhere: which screens to show. Whether one holds for a case is for the server to say. */
            rights: components["schemas"]["Right"][];
            /** @description The grants that hold now. */
            roles: components["schemas"]["GrantView"][];
            /** @description The session of this request. */
            session_id: components["schemas"]["SessionId"];
            /** Format: int64 */
            version: number;
        };
        /** @description What the caller may change of himself. */
        MeChange: {
            lang?: components["schemas"]["LangCode"] | null;
        };
        /** @description What is told of a step. */
        MeasureView: {
            /**
             * Format: int64
             * @description On how many steps that ended it rests.
             */
            count: number;
            /** @description Whether percentiles are those of the cases themselves; otherwise they are within 0.8 %. */
            exact: boolean;
            /**
             * Format: int64
             * @description Of these late, but not counted after an appeal.
             */
            excused: number;
            /**
             * Format: int64
             * @description Of these with a limit.
             */
            judged: number;
            /**
             * Format: int64
             * @description Of these late.
             */
            missed: number;
            /**
             * Format: double
             * @description In time, of those with a limit that count.
             */
            on_time_rate?: number | null;
            /** @description By the wall. */
            wall: components["schemas"]["TimesView"];
            /** @description In working time, without what was waited for. */
            work: components["schemas"]["TimesView"];
        };
        MessageId: string;
        /** @description A webhook with its secret. */
        MintedWebhook: components["schemas"]["WebhookView"] & {
            /**
             * @description The secret with which calls are signed, after the Standard Webhooks specification. Shown this once; `null` when the request
             *     is repeated.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string | null;
        };
        /**
         * @description How messages of a class come by a channel.
         * @enum {string}
         */
        Mode: "off" | "instant" | "digest";
        /** @description The first page. */
        MorningView: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /** @description As many days before. */
            before: string;
            /** @description The cases that are due next, five at most. */
            due_ahead: components["schemas"]["PressingView"][];
            /** @description Due ahead is what is due before this, and not late. */
            due_before: components["schemas"]["Instant"];
            /** @description Who has what, those with most that is late first. */
            held: components["schemas"]["HolderLoad"][];
            /** @description All that is open. */
            open: components["schemas"]["LoadView"];
            /** @description The cases that have been late longest, five at most. */
            overdue: components["schemas"]["PressingView"][];
            /**
             * @description The days that are looked back on.
             * @example 2026-10-26..2026-11-24
             */
            period: string;
            /** @description What was sent back. */
            sent_back: components["schemas"]["SentBackView"];
            /** @description What was sent back in as many days before. */
            sent_back_before: components["schemas"]["SentBackView"];
            /** @description Units of which anything was sent back, those with most first. */
            sent_back_by_unit: components["schemas"]["UnitSentBack"][];
            /** @description Where the time goes. */
            steps: components["schemas"]["StepView"][];
            /**
             * Format: int64
             * @description Cases from before an upgrade that are not in the numbers yet; none but shortly after one.
             */
            uncounted: number;
        };
        /** @description A clock that moves; of ladders one whose next reminder is another one. */
        MovedClockView: {
            /** @description When it is due. */
            due_at: components["schemas"]["Instant"];
            /** @description What is waited for. */
            kind: components["schemas"]["ClockKind"];
            /** @description The same in words. */
            label: string;
            /** @description Whether it would be late at once. */
            newly_late: boolean;
            /** @description When it would be due. */
            would_be_due_at: components["schemas"]["Instant"];
        };
        /** @description A code with its name in the reader's language. */
        Named: {
            /** @description The code. */
            code: string;
            /** @description The name; absent when the catalogue no longer has the code. */
            name?: string | null;
        };
        /** @description What an action asks for in one field. */
        Need: {
            /** @description The field. */
            field: components["schemas"]["Field"];
            /** @description The codes it may hold; empty where any value of its type will do. */
            options: string[];
            /** @description Whether the command is refused without it. */
            required: boolean;
        };
        /** @description An area to be opened. */
        NewArea: {
            /** @example 370113002001003 */
            code: string;
            coord_sys?: components["schemas"]["CoordSys"] | null;
            fictitious?: boolean;
            /** @description A GeoJSON `Polygon` or `MultiPolygon`. */
            geometry?: Record<string, never> | null;
            kind?: components["schemas"]["AreaKind"] | null;
            level: components["schemas"]["Level"];
            /** @example Lake East grid */
            name_en: string;
            /** @example 湖东网格 */
            name_zh: string;
            parent?: components["schemas"]["AreaId"] | null;
            valid_from?: components["schemas"]["Instant"] | null;
        };
        /** @description A calendar that somebody wants. */
        NewCalendar: {
            /** @description The calendar, whole. */
            calendar: components["schemas"]["CalendarDocument"];
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description Why. */
            note: string;
            /** @description It may reach back before now. */
            retroactive?: boolean;
        };
        /** @description A change of contact details: what is absent stays, `null` removes. */
        NewContact: {
            /** @description A postal address. */
            address?: string | null;
            /**
             * @description A mail address.
             * @example wangfang@example.cn
             */
            email?: string | null;
            /**
             * @description A telephone number.
             * @example 0531-87221234
             */
            phone?: string | null;
        };
        /** @description A file of one or more years' holidays and make-up days. */
        NewDays: {
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description How it is written. */
            format: components["schemas"]["FileFormat"];
            /** @description Why. */
            note: string;
            /** @description It may reach back before now. */
            retroactive?: boolean;
            /** @description The file. */
            text: string;
            /** @description The years that it holds in full: their special days are replaced, and they are known from now on. */
            years: number[];
        };
        /** @description What is filed. Only the text is needed; everything else makes the work of the desk easier. */
        NewIncident: {
            /** @description The place in words, up to 256 characters. */
            address?: string | null;
            /** @description The public must not see who filed it. */
            anonymous?: boolean;
            /** @description Photos uploaded to `/attachments` before, with what they show; at most 9. */
            attachments?: components["schemas"]["Attached"][];
            /**
             * @description The category, if the reporter is sure of it.
             * @example 06001
             */
            category?: string | null;
            /**
             * Format: uuid
             * @description An id that the reporter's device made; filing it again answers with the first.
             */
            client_ref?: string | null;
            contact?: components["schemas"]["CallerContact"] | null;
            /** @description The handler may contact the reporter. */
            contact_agreed?: boolean;
            grid?: components["schemas"]["AreaId"] | null;
            /** @description It complains about a neighbour: its handler will not learn who filed it. */
            neighbour_complaint?: boolean;
            /**
             * Format: date-time
             * @description When it was seen; now if absent. A time that cannot be true is flagged, not refused.
             */
            occurred_at?: string | null;
            on_behalf_of?: components["schemas"]["PersonId"] | null;
            place?: components["schemas"]["GivenPlace"] | null;
            /** @description It was fixed on the spot; photos from before and after are the proof. */
            self_handled?: boolean;
            /** @description Seal it: only the sensitive desk and the holders will see it. */
            sensitive?: boolean;
            source?: components["schemas"]["Source"] | null;
            /**
             * @description What was seen, 1 to 2,000 characters.
             * @example 消防通道被纸箱堵住，三楼到四楼过不去
             */
            text: string;
            upstream?: components["schemas"]["Upstream"] | null;
        };
        /** @description Ladders that somebody wants. */
        NewLadders: {
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description The ladders, whole. */
            ladders: components["schemas"]["Ladder"][];
            /** @description Why. */
            note: string;
            /** @description They may reach back before now. */
            retroactive?: boolean;
        };
        /** @description Limits that somebody wants. */
        NewLimits: {
            effective_from?: components["schemas"]["Instant"] | null;
            /** @description The policy, whole. */
            limits: components["schemas"]["LimitPolicy"];
            /** @description Why. */
            note: string;
            /** @description It may reach back before now. */
            retroactive?: boolean;
        };
        /** @description A proposal to be made. */
        NewProposal: {
            /** @description What is proposed. */
            grant: components["schemas"]["NewRole"];
            /** @description Why. */
            reason: string;
        };
        /** @description A role to be granted to a person. */
        NewRole: {
            /** @description Where it holds, with everything below. */
            area: components["schemas"]["AreaId"];
            /** @description To whom. */
            person: components["schemas"]["PersonId"];
            role: components["schemas"]["Role"];
            /** @description Named to see sealed cases at this desk. */
            sensitive_desk?: boolean;
            unit?: components["schemas"]["UnitId"] | null;
            valid_from?: components["schemas"]["Instant"] | null;
            valid_to?: components["schemas"]["Instant"] | null;
        };
        /**
         * @description What a new round of work does to its clock.
         * @enum {string}
         */
        NewRound: "resume" | "reset" | "new_cycle";
        /** @description A shift to be entered. */
        NewShift: {
            area: components["schemas"]["AreaId"];
            person: components["schemas"]["PersonId"];
            valid_from: components["schemas"]["Instant"];
            /** @description The first instant after it; within a year. */
            valid_to: components["schemas"]["Instant"];
        };
        /** @description A stand-in to be named. */
        NewStandIn: {
            /** @description Who is away: oneself, unless one keeps the roster. */
            person: components["schemas"]["PersonId"];
            stand_in: components["schemas"]["PersonId"];
            valid_from: components["schemas"]["Instant"];
            /** @description The first instant after it; within a year. */
            valid_to: components["schemas"]["Instant"];
        };
        /** @description Where a program listens. */
        NewWebhook: {
            /**
             * @description An `https` address on the public network, without a login.
             * @example https://example.cn/gridward
             */
            url: string;
        };
        /** @description News of a neighbourhood. */
        NewsView: {
            /** @description The latest first. */
            items: components["schemas"]["KnownView"][];
        };
        /** @description What time does next to a case. */
        NextStepView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            clock?: components["schemas"]["ClockKind"] | null;
            /** @description What, as a code. */
            code: components["schemas"]["FireKind"];
            /**
             * @description The same in words.
             * @example 到期：处置
             */
            label: string;
            /**
             * @description Who hears of it, in words.
             * @example [
             *       "承办人"
             *     ]
             */
            whom: string[];
        };
        /** @description "Not solved." */
        NotSolvedForm: {
            /** @description What is still wrong. */
            text: string;
            /** @description The token of the link. */
            token: string;
        };
        /**
         * @description What a message is about: people choose by class how they hear of it.
         * @enum {string}
         */
        NoticeClass: "own_reports" | "work" | "deadlines" | "decisions" | "supervision" | "invitations" | "thanks";
        /**
         * @description A message.
         * @enum {string}
         */
        NoticeCode: "received" | "registered" | "rejected" | "postponed" | "handled" | "to_check" | "closed" | "reopened" | "voided" | "new_work" | "urged" | "due_soon" | "overdue" | "to_confirm" | "returned" | "to_register" | "to_arbitrate" | "to_sign" | "to_decide" | "decided" | "red_order" | "order_issued" | "order_answered" | "order_late" | "offered" | "thanks" | "check_wanted" | "contact_late" | "to_call" | "joined" | "joined_closed";
        OfferId: string;
        /** @description An offer of work. Who reported it is shown to whoever accepts, where contact is needed at all. */
        OfferItem: {
            /** @description The case. */
            case: components["schemas"]["CaseId"];
            /** @description The category's code. */
            category?: string | null;
            due_at?: components["schemas"]["Instant"] | null;
            expires_at?: components["schemas"]["Instant"] | null;
            grid?: components["schemas"]["AreaId"] | null;
            /** @description The offer's id. */
            id: components["schemas"]["OfferId"];
            /** @description The case's number for people. */
            number: string;
        };
        /** @description The offers that stand. */
        OfferList: {
            /** @description The offers, the most urgent first. */
            items: components["schemas"]["OfferItem"][];
        };
        /** @description What the office sees. */
        OfficeView: {
            check?: components["schemas"]["CheckView"] | null;
            /** @description Cases that were merged into it. */
            children: components["schemas"]["CaseId"][];
            clock?: components["schemas"]["ClockView"] | null;
            /** @description Units that help. */
            co_units: components["schemas"]["UnitId"][];
            /** @description The registration condition. */
            condition?: string | null;
            /**
             * Format: int32
             * @description Extensions granted.
             */
            extensions: number;
            /** @description Marks beside the state. */
            flags: components["schemas"]["Flag"][];
            handler?: components["schemas"]["HandlerView"] | null;
            holder?: components["schemas"]["HolderView"] | null;
            /** @description The incident it was opened with. */
            incident: components["schemas"]["IncidentId"];
            last_check?: components["schemas"]["FindingView"] | null;
            /** @description Which level has it. */
            level: components["schemas"]["Level"];
            link?: components["schemas"]["LinkView"] | null;
            next_step?: components["schemas"]["NextStepView"] | null;
            offer?: components["schemas"]["OfferId"] | null;
            /** @description Supervision orders and instructions that are open. */
            orders: components["schemas"]["OrderView"][];
            /** @description The outside body's number. */
            outside_number?: string | null;
            /** @description How fast it must move. */
            priority: components["schemas"]["Priority"];
            /** @description What waits for a second person. */
            requests: components["schemas"]["RequestView"][];
            /**
             * Format: int32
             * @description Returns in this round.
             */
            returns: number;
            /**
             * Format: int32
             * @description The round of work.
             */
            round: number;
            /** @description Sealed. */
            sensitive: boolean;
            /** @description Where it came from. */
            source: components["schemas"]["Source"];
            /** @description The time seen cannot be true. */
            time_doubtful: boolean;
            unit?: components["schemas"]["LeadUnitView"] | null;
            /** @description The place is still to be found. */
            unlocated: boolean;
            upstream_due_at?: components["schemas"]["Instant"] | null;
            /** @description The number in the system that passed it on. */
            upstream_number?: string | null;
        };
        /** @description Cases of the same selection that are open now: they are in none of the times. */
        OpenView: {
            /**
             * Format: int64
             * @description All of them.
             */
            open: number;
            /**
             * Format: int64
             * @description Of these suspended.
             */
            suspended: number;
            /**
             * Format: int64
             * @description Of these waiting for a date.
             */
            waiting: number;
        };
        /** @description The areas that were opened. */
        OpenedAreas: {
            opened: components["schemas"]["AreaId"][];
            /** @description Numbers of the features in whose shapes slips of drawing were repaired. */
            repaired: number[];
        };
        /**
         * @description The weight of a supervision order.
         * @enum {string}
         */
        OrderColour: "ordinary" | "yellow" | "red";
        /** @description A supervision order or an instruction. */
        OrderView: {
            /** @description Whether the answer is there. */
            answered: boolean;
            colour?: components["schemas"]["OrderColour"] | null;
            due_at?: components["schemas"]["Instant"] | null;
        };
        /**
         * @description What came of a check, a mediation, an outside body's work or a call.
         * @enum {string}
         */
        Outcome: "confirmed" | "not_found" | "unclear" | "passed" | "failed" | "agreed" | "withdrawn" | "referred" | "solved" | "not_theirs" | "reached" | "unreached";
        /** @description What became of a result. */
        OutsideReceipt: {
            /** @description The case's number for people. */
            number: string;
            /** @description Where it stands now. */
            state: components["schemas"]["State"];
            /** @description The same in the words of the public. */
            state_label: string;
        };
        /** @description What the body did. */
        OutsideResultForm: {
            /** @description What came of it: one of `outcomes`. */
            outcome: components["schemas"]["Outcome"];
            /** @description In words, up to 2,000 characters. */
            text: string;
        };
        /** @description Words that the body adds. */
        OutsideWords: {
            /** @description Up to 2,000 characters. */
            text: string;
        };
        /** @description What became of one of the caller's own filings. */
        OwnIncident: {
            /** @description Its case. */
            case: components["schemas"]["CaseId"];
            /** @description The code of its category. */
            category?: string | null;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
            /**
             * Format: date-time
             * @description By when the work should be done, once that is known.
             */
            due_at?: string | null;
            /**
             * Format: date-time
             * @description When it was received.
             */
            filed_at: string;
            /** @description The incident. */
            id: components["schemas"]["IncidentId"];
            merged_into?: components["schemas"]["CaseId"] | null;
            /** @description The case's number for people. */
            number: string;
            /**
             * Format: date-time
             * @description When it was seen.
             */
            occurred_at: string;
            /** @description Whether a reply lies on file. */
            replied: boolean;
            /** @description Where the case stands. */
            state: components["schemas"]["State"];
            /** @description The state in the words of the public. */
            state_label: string;
        };
        /** @description A new password. */
        PasswordChange: {
            /**
             * Format: password
             * @description The password until now.
             */
            current_password: string;
            /**
             * Format: password
             * @description The password from now on.
             */
            new_password: string;
        };
        /** @description A reset. */
        PasswordReset: {
            /**
             * @description The one-time code that the community or the administrator issued.
             * @example 7K2QF-9XM4W-PD
             */
            code: string;
            /**
             * @description The login.
             * @example wangfang
             */
            login: string;
            /**
             * Format: password
             * @description The new password.
             */
            new_password: string;
        };
        /** @description A step that directly followed another. */
        PathEdge: components["schemas"]["SpreadView"] & {
            /** @description What came first. */
            from: string;
            /** @description What came next. */
            to: string;
        };
        /** @description A step of the graph. */
        PathNode: {
            /**
             * Format: int64
             * @description How many cases end with it.
             */
            ends: number;
            /** @description In words. */
            label: string;
            /**
             * Format: int64
             * @description How many cases begin with it.
             */
            starts: number;
            /** @description The code of the event. */
            step: string;
            /**
             * Format: int64
             * @description How often it happened.
             */
            visits: number;
        };
        /** @description A whole path. */
        PathVariant: components["schemas"]["SpreadView"] & {
            /** @description Its steps. */
            path: string[];
        };
        /** @description A person to be entered. */
        PersonBody: {
            contact?: components["schemas"]["NewContact"] | null;
            grant?: components["schemas"]["GrantBody"] | null;
            lang?: components["schemas"]["LangCode"] | null;
            /**
             * @description The login of an account; without one the person is only named.
             * @example wangfang
             */
            login?: string | null;
            /** @example 王芳 */
            name: string;
        };
        PersonId: string;
        /** @description A change of a person: what is absent stays. */
        PersonPatch: {
            /** @description Closing an account ends its sessions at once. */
            active?: boolean | null;
            lang?: components["schemas"]["LangCode"] | null;
            name?: string | null;
        };
        /** @description A person. */
        PersonView: {
            /** @description Whether the person takes part; a closed account cannot log in. */
            active: boolean;
            created_at: components["schemas"]["Instant"];
            id: components["schemas"]["PersonId"];
            lang: components["schemas"]["LangCode"];
            /** @description The login, if there is an account. */
            login: string | null;
            name: string;
            /** @description Every grant, past and future too. */
            roles: components["schemas"]["GrantView"][];
            /** Format: int64 */
            version: number;
        };
        /** @description A place: a grid, or a point whose datum is named. */
        PlaceForm: {
            coord_sys?: components["schemas"]["CoordSys"] | null;
            grid?: components["schemas"]["AreaId"] | null;
            /**
             * Format: double
             * @description Latitude in degrees.
             */
            lat?: number | null;
            /**
             * Format: double
             * @description Longitude in degrees.
             */
            lon?: number | null;
        };
        /**
         * @description What a template may hold.
         * @enum {string}
         */
        Placeholder: "number" | "category" | "place" | "state" | "due" | "link" | "answer";
        /** @description What may stand in braces. */
        PlaceholderView: {
            /** @description What it is. */
            label: string;
            /** @description The name. */
            name: components["schemas"]["Placeholder"];
        };
        /** @description A point in WGS-84. */
        PointView: {
            /**
             * Format: double
             * @description Latitude.
             */
            lat: number;
            /**
             * Format: double
             * @description Longitude.
             */
            lon: number;
        };
        /** @description What the caller chooses, in place of what was before. What is absent is as the office has it by default. */
        PreferenceForm: {
            /** @description Modes by class and channel. */
            modes?: {
                [key: string]: {
                    [key: string]: components["schemas"]["Mode"];
                };
            };
            quiet?: components["schemas"]["QuietForm"] | null;
            /** @description The account in WeCom. */
            wecom_user?: string | null;
        };
        /** @description What the caller has chosen. The inbox hears everything, whatever is chosen here. */
        PreferenceView: {
            /** @description The channels that the office has set up. */
            channels: components["schemas"]["Channel"][];
            /** @description The classes of messages, each with its mode by channel. */
            classes: components["schemas"]["ClassView"][];
            quiet: components["schemas"]["QuietForm"] | null;
            /** @description The account in WeCom. */
            wecom_user: string | null;
        };
        /** @description A case that is late or falls due. */
        PressingView: {
            /** @description When it is, or was, due. */
            due_at: components["schemas"]["Instant"];
            /** @description Who has it. */
            holder: components["schemas"]["KeeperView"];
            /** @description The case. */
            id: components["schemas"]["CaseId"];
            /**
             * @description Its number for people.
             * @example GW-000572-4
             */
            number: string;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description The same in words. */
            state_label: string;
        };
        /** @description What it would say. */
        Preview: {
            /** @description A few. */
            body: string;
            /** @description One line. */
            title: string;
        };
        /** @description What is to be tried. */
        PreviewForm: {
            case?: components["schemas"]["CaseId"] | null;
            draft?: components["schemas"]["Draft"] | null;
            /** @description In which language. */
            lang: components["schemas"]["LangCode"];
        };
        /**
         * @description How fast a case must move.
         * @enum {string}
         */
        Priority: "urgent" | "high" | "normal" | "low";
        /**
         * @description A problem document (RFC 9457).
         * @example {
         *       "errors": [
         *         {
         *           "detail": "is required",
         *           "in": "body",
         *           "pointer": "/text"
         *         }
         *       ],
         *       "request_id": "01J9Z5W6",
         *       "status": 422,
         *       "title": "The content is wrong",
         *       "type": "/problems/invalid"
         *     }
         */
        Problem: {
            /** @description On a refused action: what this actor may do now. */
            allowed_actions?: components["schemas"]["ActionCode"][] | null;
            current_state?: components["schemas"]["State"] | null;
            /** @description What happened this time. */
            detail?: string | null;
            /** @description Every wrong part of the request. */
            errors?: components["schemas"]["ProblemError"][];
            /** @description On a refused action: the code of the reason. */
            reason?: string | null;
            /** @description The number of the request, for the log. */
            request_id: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind in words, in the language of the answer. */
            title: string;
            /** @description The kind of failure: `/problems/` and a stable slug. */
            type: string;
        };
        /** @description One wrong part of the request. */
        ProblemError: {
            /** @description What is wrong there. */
            detail: string;
            /** @description `body`, `query`, `path` or `header`. */
            in: string;
            /** @description A JSON pointer into that part. */
            pointer: string;
        };
        /**
         * @description What has to be shown when a matter is filed or handled.
         * @enum {string}
         */
        Proof: "location" | "photo" | "photo_before" | "photo_after" | "record" | "document";
        /**
         * @description What a photo or document proves.
         * @enum {string}
         */
        ProofUse: "before" | "after" | "document" | "scene";
        /** @description A decision on a proposal. */
        ProposalDecision: {
            /** @description Whether the grant is given. */
            accept: boolean;
        };
        ProposalId: string;
        /** @description A proposal of a grant. */
        ProposalView: {
            area_id: components["schemas"]["AreaId"];
            decided_at: components["schemas"]["Instant"] | null;
            grant_id: components["schemas"]["GrantId"] | null;
            id: components["schemas"]["ProposalId"];
            person_id: components["schemas"]["PersonId"];
            proposed_at: components["schemas"]["Instant"];
            proposed_by: components["schemas"]["PersonId"];
            reason: string;
            role: components["schemas"]["Role"];
            /** @description The role in the language of the answer. */
            role_label: string;
            unit_id: components["schemas"]["UnitId"] | null;
            valid_from: components["schemas"]["Instant"];
            valid_to: components["schemas"]["Instant"] | null;
        };
        /** @description The open proposals. */
        Proposals: {
            /** @description The oldest first. */
            items: components["schemas"]["ProposalView"][];
        };
        /** @description A grid, as its notice board shows it. */
        PublicGridView: {
            /** @description The areas above it, the nearest first. */
            above: string[];
            /** @description The code on the board. */
            code: string;
            /** @description Invented for a demonstration. */
            fictitious: boolean;
            /** @description The grid's name. */
            name: string;
            /** @description The address behind the board's QR code. */
            url: string;
        };
        /**
         * @description The lists that people work from.
         * @enum {string}
         */
        QueueCode: "triage" | "dispatch" | "mine" | "check" | "overdue";
        /** @description A queue with its length. */
        QueueCount: {
            /**
             * @description A number, or `1000+`.
             * @example 31
             */
            count: string;
            label: string;
            queue: components["schemas"]["QueueCode"];
        };
        /** @description When the caller is left in peace, in the office's own time. Urgent matters come through. */
        QuietForm: {
            /**
             * @description The beginning.
             * @example 22:00
             */
            from: string;
            /** @description Whether days on which the office does not work are quiet as a whole. */
            rest_days?: boolean;
            /**
             * @description The end; before the beginning when the quiet spans midnight.
             * @example 07:00
             */
            to: string;
        };
        /** @description How much was marked. */
        ReadCount: {
            /** @description Messages that had not been read. */
            marked: number;
        };
        /** @description Up to where the inbox was read. */
        ReadForm: {
            /** @description The newest message that was on the screen: what has come since stays unread. */
            up_to: components["schemas"]["MessageId"];
        };
        /**
         * @description Why something was declined, returned, put off or struck. [`Reason::for_action`] says which fit where.
         * @enum {string}
         */
        Reason: "not_a_matter" | "duplicate" | "nonsense" | "already_solved" | "not_found" | "community_cannot" | "not_our_duty" | "not_our_area" | "wrong_category" | "no_consent" | "holder_absent" | "after_return" | "weather" | "access" | "third_party" | "season" | "engineering" | "complexity" | "material" | "filed_in_error" | "withdrawn" | "not_solved" | "recurred" | "check_failed" | "limit_wrong" | "not_at_fault" | "other";
        /**
         * @description To whom a step gives a case.
         * @enum {string}
         */
        ReassignTo: "desk" | "unit_lead";
        /**
         * @description What is doubtful about a filing.
         * @enum {string}
         */
        ReceiptFlag: "unlocated" | "time_doubtful";
        /** @description A version on its way to the open cases. */
        RecountView: {
            /** @description When it sets out. */
            begins_at: components["schemas"]["Instant"];
            done_at: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description Cases of which it has moved something.
             */
            moved: number;
            /**
             * Format: int64
             * @description Open cases that it has looked at.
             */
            seen: number;
        };
        /** @description A row to take out. */
        RemovedRow: {
            /**
             * @description Its key: `matter/01002` for a category, `01002/default` for a condition, `register/urgent` for a step limit, a
             *     department's code, `01002/370113002001` for a duty.
             * @example 01002/overflow
             */
            key: string;
            /** @description Its list. */
            list: components["schemas"]["ListName"];
        };
        /** @description A renewal. */
        Renewal: {
            /** @description The refresh token; it works once. */
            refresh_token: string;
        };
        /** @description How a step is brought up again. */
        Repeat: {
            /**
             * Format: int32
             * @description How often at most, beyond the first time; 1 to 9.
             */
            at_most: number;
            /** @description After how long. */
            every: components["schemas"]["Limit"];
        };
        /** @description A report, or the cases behind it. */
        ReportAnswer_CasePaths: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description On how many cases it rests.
             */
            cases: number;
            /** @description What directly followed what, the most frequent first. */
            edges: components["schemas"]["PathEdge"][];
            /** @description The steps, those that happened most first. */
            nodes: components["schemas"]["PathNode"][];
            /** @description When the cases were closed; absent where it is told of open ones. */
            period?: string | null;
            /** @description How many different whole paths there are. */
            variant_count: number;
            /** @description The whole paths, the most frequent first, fifty at most. */
            variants: components["schemas"]["PathVariant"][];
        } | components["schemas"]["Listing_CaseBehind"];
        /** @description A report, or the cases behind it. */
        ReportAnswer_Holding: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description On how many cases it rests.
             */
            cases: number;
            /**
             * Format: double
             * @description Minutes in which they were open, all together.
             */
            minutes: number;
            /** @description When the cases were closed; absent where it is told of open ones. */
            period?: string | null;
            /**
             * Format: int64
             * @description How many were sent back twice or more.
             */
            ping_pong: number;
            /** @description By holder and stand, those with most time first: the first is the bottleneck. */
            rows: components["schemas"]["HoldingRow"][];
            /** @description How many cases were sent back how often. */
            sent_back: components["schemas"]["SentBackTimes"][];
        } | components["schemas"]["Listing_CaseBehind"];
        /** @description A report, or the cases behind it. */
        ReportAnswer_ResolutionTimes: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /** @description The period before. */
            before: string;
            /** @description What is still open. */
            open: components["schemas"]["OpenView"];
            /**
             * @description The period.
             * @example 2026-11
             */
            period: string;
            /** @description The rows. */
            rows: components["schemas"]["TimesRow"][];
            /** @description The same a year before. */
            year_before: string;
        } | components["schemas"]["Listing_CaseBehind"];
        /** @description Something to decide. */
        RequestItem: {
            /** @description The case. */
            case: components["schemas"]["CaseId"];
            /** @description What is asked: the code of a request, or `arbitrate` for a second return. */
            kind: string;
            /** @description The case's number for people. */
            number: string;
            /**
             * Format: int64
             * @description The case's version, for `If-Match`.
             */
            version: number;
        };
        /**
         * @description A request that a second person decides by `approve` or `refuse`.
         * @enum {string}
         */
        RequestKind: "extend" | "pause" | "suspend" | "void" | "whistle" | "lower_sensitive" | "legacy" | "appeal" | "reconsider" | "hand_over" | "order";
        /** @description What the caller is to decide. */
        RequestList: {
            /** @description The requests, the longest waiting first. */
            items: components["schemas"]["RequestItem"][];
        };
        /** @description What waits for a second person. */
        RequestView: {
            /** @description When it was asked. */
            at: components["schemas"]["Instant"];
            /** @description What is asked. */
            kind: components["schemas"]["RequestKind"];
            /** @description Whether the next decision is the final one. */
            last_stage: boolean;
            reason?: components["schemas"]["Reason"] | null;
            until?: components["schemas"]["Instant"] | null;
        };
        /** @description A reset code. It is shown once and kept only as a digest. */
        ResetCodeView: {
            /**
             * @description To be handed over in person or read out.
             * @example 7K2QF-9XM4W-PD
             */
            code: string;
            /** @description Until when it can be used. */
            expires_at: components["schemas"]["Instant"];
        };
        /** @description A report of resolution times. */
        ResolutionTimes: {
            /** @description When it was counted. */
            as_of: components["schemas"]["Instant"];
            /** @description The period before. */
            before: string;
            /** @description What is still open. */
            open: components["schemas"]["OpenView"];
            /**
             * @description The period.
             * @example 2026-11
             */
            period: string;
            /** @description The rows. */
            rows: components["schemas"]["TimesRow"][];
            /** @description The same a year before. */
            year_before: string;
        };
        /** @description Why contact details are needed. */
        RevealBody: {
            /**
             * @description Written down with who looked and when.
             * @example 通知明天的巡查改期
             */
            reason: string;
        };
        /**
         * @description A right of the policy table: the actions of the workflow, split where asking and deciding are two rights, and the
         *      rights to look, to configure and to manage. The table is in `domain/policy/`.
         * @enum {string}
         */
        Right: "report" | "self_handle" | "view" | "view_sensitive_triage" | "view_reporter_contact" | "view_sealed" | "break_glass" | "supplement" | "follow" | "withdraw" | "note" | "instruct" | "claim" | "pre_check" | "pre_check_result" | "register" | "reject" | "reconsider" | "report_up" | "edit" | "transfer_grid" | "merge" | "unmerge" | "mark_sensitive" | "dispatch" | "accept_offer" | "decline_offer" | "receive" | "assign" | "return" | "reassign" | "arbitrate" | "refer" | "external_result" | "share_link" | "whistle" | "contact" | "submit" | "confirm" | "extend_request" | "extend_approve" | "suspend_request" | "suspend_approve" | "pause_request" | "pause_approve" | "resume" | "post_check" | "post_check_result" | "rework" | "close" | "callback" | "rate" | "reopen" | "urge" | "urgent" | "supervise" | "supervise_reply" | "escalate" | "legacy" | "void_request" | "void_approve" | "appeal_request" | "appeal_review_1" | "appeal_review_2" | "mediate" | "mediate_outcome" | "batch" | "export" | "view_statistics" | "view_audit" | "configure" | "manage_people" | "hand_over";
        /**
         * @description What a dated grant makes of a person. `outside_body` is a body that shows the link to one case, `system` is Gridward itself:
         *      neither is granted.
         * @enum {string}
         */
        Role: "volunteer" | "grid_member" | "grid_leader" | "community_staff" | "acceptor" | "dispatcher" | "dept_handler" | "dept_lead" | "supervisor" | "street_leader" | "mediator" | "auditor" | "resident" | "admin" | "outside_body" | "system";
        /** @description A change of a grant: what is absent stays, `null` takes the end away. */
        RolePatch: {
            /** @description Whether it names the sensitive desk. */
            sensitive_desk?: boolean | null;
            valid_to?: components["schemas"]["Instant"] | null;
        };
        /** @description A version of the calendar, the limits or the ladders. */
        RuleVersionView: {
            approved_at: components["schemas"]["Instant"] | null;
            approved_by: components["schemas"]["PersonId"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            created_by: components["schemas"]["PersonId"] | null;
            /** @description From when on it is in effect, once approved. */
            effective_from: components["schemas"]["Instant"];
            /** @description Why it was made; of the built-in one, that it is. */
            note: string;
            recount?: components["schemas"]["RecountView"] | null;
            /** @description It was made to reach back. */
            retroactive: boolean;
            /**
             * Format: int64
             * @description Its number; clocks keep the one that decided about them.
             */
            version: number;
        };
        /** @description Every version, the oldest first. */
        RuleVersions: {
            items: components["schemas"]["RuleVersionView"][];
        };
        /** @description Working hours from a day of the year on. */
        SeasonDocument: {
            /**
             * @description Month and day, `MM-DD`.
             * @example 01-01
             */
            from: string;
            /** @description The windows of a make-up day. */
            make_up: string[];
            /** @description For each weekday, Monday first, its windows as `HH:MM-HH:MM`. */
            week: string[][];
        };
        /** @description A stretch in which a clock ran or stood under one holder. */
        SegmentView: {
            /** @description Whether it lies ahead. */
            ahead: boolean;
            counted?: components["schemas"]["CountedView"] | null;
            /** @description Whether the clock ran, or why it stood. */
            course: components["schemas"]["Course"];
            /** @description Its beginning. */
            from: components["schemas"]["Instant"];
            held_by?: components["schemas"]["HeldView"] | null;
            /** @description The same in words. */
            label: string;
            /** @description Whether it lies behind the due time. */
            late: boolean;
            reason?: components["schemas"]["Reason"] | null;
            /** @description The same in words. */
            reason_label?: string | null;
            /**
             * Format: int64
             * @description The number of the entry in the history that began it.
             */
            seq: number;
            to?: components["schemas"]["Instant"] | null;
            /** @description What of it counted and what did not. */
            windows?: components["schemas"]["WindowView"][];
        };
        /** @description How many cases were sent back how often. */
        SentBackTimes: {
            /**
             * Format: int64
             * @description How many cases.
             */
            cases: number;
            /**
             * Format: int64
             * @description How often: returned by a unit, or sent back for rework.
             */
            times: number;
        };
        /** @description What was sent back, beside what was handled. */
        SentBackView: {
            /**
             * Format: int64
             * @description Results that were handed in and confirmed.
             */
            handled: number;
            /**
             * Format: int64
             * @description Cases that the units returned.
             */
            returned: number;
            /**
             * Format: int64
             * @description Results that were sent back for rework.
             */
            reworked: number;
        };
        SessionId: string;
        /** @description A standing session. */
        SessionView: {
            created_at: components["schemas"]["Instant"];
            /** @description Whether it is the session of this request. */
            current: boolean;
            /** @description What the client called itself. */
            device: string;
            expires_at: components["schemas"]["Instant"];
            id: components["schemas"]["SessionId"];
            last_used_at: components["schemas"]["Instant"];
        };
        /** @description The standing sessions. */
        Sessions: {
            /** @description The newest first. */
            items: components["schemas"]["SessionView"][];
        };
        /**
         * @description What can be set.
         * @enum {string}
         */
        Setting: "reopen_days" | "extensions" | "wait_days" | "lead_wait_hours" | "return_days" | "offer_hours" | "sample_percent" | "urges_per_day" | "link_days" | "nearby_metres" | "nearby_days" | "strangers_per_hour";
        /** @description A change that the area made. */
        SettingChangeView: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            by: components["schemas"]["PersonId"] | null;
            /** @description What. */
            name: components["schemas"]["Setting"];
            /**
             * Format: int64
             * @description The value from then on; none where the area follows those above it again.
             */
            value: number | null;
        };
        /** @description One setting as it holds in the area. */
        SettingView: {
            /**
             * Format: int64
             * @description The value where nobody has set one.
             */
            default: number;
            from: components["schemas"]["AreaId"] | null;
            /** @description What, in words. */
            label: string;
            /**
             * Format: int64
             * @description The smallest value.
             */
            least: number;
            /**
             * Format: int64
             * @description The largest value.
             */
            most: number;
            /** @description What. */
            name: components["schemas"]["Setting"];
            /**
             * Format: int64
             * @description What this area has set itself.
             */
            own: number | null;
            /**
             * Format: int64
             * @description The value that holds.
             */
            value: number;
        };
        /** @description What is set. A number sets it for this area, `null` lets the area follow those above it, and what is absent stays. */
        SettingsForm: {
            /**
             * @description Values by name.
             * @example {
             *       "nearby_metres": null,
             *       "reopen_days": 30
             *     }
             */
            values: {
                [key: string]: number | null;
            };
        };
        /** @description The settings of an area. */
        SettingsView: {
            /** @description The area's latest changes, the newest first. */
            changes: components["schemas"]["SettingChangeView"][];
            items: components["schemas"]["SettingView"][];
        };
        /**
         * @description Who can settle a matter of a category. Companies and district bodies are reached through the street's desk.
         * @enum {string}
         */
        SettledBy: "grid" | "community" | "street" | "district" | "enterprise";
        ShiftId: string;
        /** @description A shift on the duty roster. */
        ShiftView: {
            area: components["schemas"]["AreaId"];
            /** @description Who entered it. */
            created_by: components["schemas"]["PersonId"];
            id: components["schemas"]["ShiftId"];
            person: components["schemas"]["PersonId"];
            valid_from: components["schemas"]["Instant"];
            /** @description The first instant after it. */
            valid_to: components["schemas"]["Instant"];
        };
        /**
         * @description Where an incident came from.
         * @enum {string}
         */
        Source: "grid_member" | "volunteer" | "resident" | "hotline_12345" | "property" | "sensor" | "superior" | "media" | "staff" | "import";
        /** @description Durations, in seconds. Figures are absent where there is nothing to count. */
        SpreadView: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /**
             * Format: double
             * @description The mean.
             */
            mean?: number | null;
            /**
             * Format: double
             * @description Half took no longer.
             */
            p50?: number | null;
            /**
             * Format: double
             * @description Nine of ten took no longer.
             */
            p90?: number | null;
        };
        /**
         * @description What a report counts or measures.
         * @enum {string}
         */
        Stage: "filed" | "accept" | "pre_check" | "first_contact" | "dispatch" | "receive" | "handle" | "mediate" | "refer" | "arrange_check" | "check" | "conclude" | "close" | "declined" | "merged" | "voided" | "returned" | "reworked" | "extended" | "reopened";
        /** @description What is counted. */
        StageDefinition: {
            /** @description Its code. */
            code: components["schemas"]["Stage"];
            /** @description From what to what it is measured, or what it counts. */
            definition: string;
            /** @description In words. */
            label: string;
            /** @description Whether it takes time. */
            lasts: boolean;
        };
        /**
         * @description What a case waits for in the hands of who has it.
         * @enum {string}
         */
        Stand: "work" | "approval" | "waiting" | "suspended" | "mediating" | "outside";
        StandInId: string;
        /** @description A time in which one person stands in for another. */
        StandInView: {
            /** @description Who entered it. */
            created_by: components["schemas"]["PersonId"];
            id: components["schemas"]["StandInId"];
            /** @description Who is away. */
            person: components["schemas"]["PersonId"];
            /** @description Who stands in, and hears what the other would hear. */
            stand_in: components["schemas"]["PersonId"];
            valid_from: components["schemas"]["Instant"];
            /** @description The first instant after it. */
            valid_to: components["schemas"]["Instant"];
        };
        /**
         * @description Where a case stands. What each state waits for, and which clock runs there, is in `domain/case/transition.rs`.
         * @enum {string}
         */
        State: "offered" | "reported" | "pre_checking" | "rejected" | "registered" | "merged" | "dispatched" | "handling" | "to_confirm" | "suspended" | "paused" | "mediating" | "referred" | "handled" | "post_checking" | "to_close" | "closed" | "voided";
        /** @description How long a step took, in seconds. Figures are absent where there is nothing to count. */
        StepFigures: {
            /**
             * Format: int64
             * @description On how many steps that ended it rests.
             */
            count: number;
            /**
             * Format: int64
             * @description Of these late.
             */
            missed: number;
            /**
             * Format: double
             * @description In time, of those with a limit that count.
             */
            on_time_rate?: number | null;
            /**
             * Format: double
             * @description Half took no longer, by the wall.
             */
            wall_p50?: number | null;
            /**
             * Format: double
             * @description Nine of ten took no longer, by the wall.
             */
            wall_p90?: number | null;
            /**
             * Format: double
             * @description All of them together, by the wall: where the time goes. Handling holds the receipt where its clock starts with the dispatch.
             */
            wall_total: number;
            /**
             * Format: double
             * @description Half took no longer, in working time without waits.
             */
            work_p50?: number | null;
            /**
             * Format: double
             * @description Nine of ten took no longer, in working time without waits.
             */
            work_p90?: number | null;
        };
        /** @description How long a step of the workflow may take, by priority. */
        StepLimit: {
            /** @description The step. */
            clock: components["schemas"]["ClockKind"];
            /** @description How long it may take. */
            limit: components["schemas"]["Limit"];
            /** @description The priority it holds for. */
            priority: components["schemas"]["Priority"];
            /** @description Where the limit comes from. */
            source: string;
        };
        /** @description When a step is due, as a part of the limit or as a distance from the due time. */
        StepTime: {
            /**
             * Format: int32
             * @description Percent of the limit, 1 to 1000.
             */
            percent: number;
            /** @enum {string} */
            when: "used";
        } | {
            /** @description How long. */
            limit: components["schemas"]["Limit"];
            /** @enum {string} */
            when: "before_due";
        } | {
            /** @description How long. */
            limit: components["schemas"]["Limit"];
            /** @enum {string} */
            when: "after_due";
        } | {
            /**
             * Format: int32
             * @description Which working day.
             */
            days: number;
            /** @enum {string} */
            when: "opening_after_due";
        };
        /** @description A step, in the days that are looked back on and in as many before. */
        StepView: {
            /** @description In as many days before. */
            before: components["schemas"]["StepFigures"];
            /** @description In these days. */
            now: components["schemas"]["StepFigures"];
            /** @description The step; `close` is the whole case from its report on. */
            stage: components["schemas"]["Stage"];
            /** @description In words. */
            stage_label: string;
        };
        /** @description What a resident has written so far. */
        StrangersDraft: {
            place?: components["schemas"]["GivenPlace"] | null;
            /** @description The words so far, up to 2,000 characters. */
            text: string;
        };
        /** @description What a resident reports. Only the text is needed. */
        StrangersReport: {
            /** @description The place in words, up to 256 characters. */
            address?: string | null;
            /** @description The category, if one of the suggestions fits. */
            category?: string | null;
            /**
             * Format: uuid
             * @description An id that the page made; sending it again answers with the first report.
             */
            client_ref?: string | null;
            /** @description The code of the grid, as it stands on the notice board; it goes before the point. */
            grid?: string | null;
            /** @description It complains about a neighbour: nothing of it is told to the neighbourhood. */
            neighbour_complaint?: boolean;
            /**
             * Format: date-time
             * @description When it was seen; now if absent.
             */
            occurred_at?: string | null;
            place?: components["schemas"]["GivenPlace"] | null;
            /** @description Seal it: only the people named for sensitive matters and the holders will see it. */
            sensitive?: boolean;
            /**
             * @description What was seen, 1 to 2,000 characters.
             * @example 小区南门路灯不亮，晚上看不见台阶
             */
            text: string;
        };
        /** @description What an event says. Its name is in the `event` line, and its position, with which to come back, in the `id` line. */
        StreamEvent: {
            /** @description Its id. */
            id: components["schemas"]["CaseId"];
            /** @description The code of what happened last, as in the timeline; absent where the caller sees a short form only. */
            kind?: string | null;
            /**
             * @description Its number for people.
             * @example GW-000572-4
             */
            number: string;
            /** @description Where it stands now. */
            state: components["schemas"]["State"];
            /**
             * Format: int64
             * @description Its version now, as in `ETag`.
             */
            version: number;
        } | {
            /** @description Its id. */
            id: components["schemas"]["CaseId"];
        } | Record<string, never>;
        /** @description A category that the words point to. */
        SuggestedCategory: {
            code: string;
            /** @description Name of its group. */
            group: string;
            name: string;
            /** @description Whether a member may fix it on the spot and file it as done. */
            self_handling: boolean;
            /** @description Whether a case of it is sealed from the first day. */
            sensitive: boolean;
            /** @description The words that point to it; none if it was chosen. */
            words: string[];
        };
        /** @description A condition under which the matter can be registered. */
        SuggestedCondition: {
            code: string;
            name: string;
        };
        /** @description Who would handle it. */
        SuggestedDepartment: {
            code: string;
            /** @description Codes of departments that help. */
            helpers: string[];
            name: string;
            /** @description Why, in words. */
            reason: string;
            unit: components["schemas"]["UnitId"] | null;
        };
        /** @description What is known of the report so far. */
        SuggestionForm: {
            /** @description The category, once it is chosen. */
            category?: string | null;
            /** @description The condition, once it is chosen. */
            condition?: string | null;
            grid?: components["schemas"]["AreaId"] | null;
            place?: components["schemas"]["GivenPlace"] | null;
            /**
             * @description What was written so far, up to 2,000 characters.
             * @example 三号楼楼道里堆满纸箱
             */
            text?: string;
        };
        /** @description What may help. */
        SuggestionsView: {
            /** @description Categories, the best first. */
            categories: components["schemas"]["SuggestedCategory"][];
            /** @description The conditions of the first of the categories. */
            conditions: components["schemas"]["SuggestedCondition"][];
            department: components["schemas"]["SuggestedDepartment"] | null;
            /** @description Whom to ring first, when a life may be in danger. */
            emergency: components["schemas"]["EmergencyNumber"][];
            /** @description Open cases of the same group nearby, the nearest first. */
            known: components["schemas"]["KnownNearby"][];
        };
        /** @description How long until cases are closed. */
        Survival: {
            /** @description When it was counted; open cases are observed until then. */
            as_of: components["schemas"]["Instant"];
            log_rank?: components["schemas"]["LogRankView"] | null;
            other?: components["schemas"]["SurvivalCurve"] | null;
            /** @description The selection. */
            selection: components["schemas"]["SurvivalCurve"];
        };
        /** @description A selection and its curve. */
        SurvivalCurve: {
            /**
             * Format: int64
             * @description How many were closed.
             */
            closed: number;
            /**
             * Format: int64
             * @description Seconds until half are closed (Kaplan–Meier); absent while fewer are.
             */
            median?: number | null;
            /**
             * Format: int64
             * @description Its upper bound at 95 %; absent where the curve does not reach it.
             */
            median_high?: number | null;
            /**
             * Format: int64
             * @description Its lower bound at 95 %.
             */
            median_low?: number | null;
            /**
             * Format: int64
             * @description How many are open: they count for as long as they have lasted (censored).
             */
            open: number;
            /**
             * Format: int64
             * @description How many ended otherwise: they leave the curve at that moment as censored, and compete with the closing in the shares.
             */
            otherwise: number;
            /**
             * @description When the cases were filed.
             * @example 2026-11
             */
            period: string;
            /** @description The curve, four hundred steps at most. */
            steps: components["schemas"]["SurvivalStep"][];
        };
        /** @description One step of a curve. */
        SurvivalStep: {
            /**
             * Format: int64
             * @description Cases that had lasted until then.
             */
            at_risk: number;
            /**
             * Format: double
             * @description The share really closed by then (Aalen–Johansen).
             */
            closed: number;
            /**
             * Format: double
             * @description The upper bound at 95 %.
             */
            high?: number | null;
            /**
             * Format: double
             * @description The lower bound at 95 %; absent once nobody is left.
             */
            low?: number | null;
            /**
             * Format: double
             * @description The share that ended otherwise by then: declined, merged, withdrawn or voided.
             */
            otherwise: number;
            /**
             * Format: double
             * @description The share not closed after it, were nothing but closing possible (Kaplan–Meier).
             */
            survival: number;
            /**
             * Format: int64
             * @description Seconds after filing.
             */
            time: number;
        };
        /** @description New words for a message. */
        TemplateForm: {
            /** @description A few, with placeholders in braces and nothing else. */
            body: string;
            /** @description In which language. */
            lang: components["schemas"]["LangCode"];
            /** @description One line. */
            title: string;
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /** @description The templates in effect. */
        TemplateList: {
            /** @description One for each message and language. */
            items: components["schemas"]["TemplateView"][];
            /** @description What may stand in braces, and what it is. */
            placeholders: components["schemas"]["PlaceholderView"][];
        };
        /** @description The words of a message. */
        TemplateView: {
            /** @description A few. */
            body: string;
            /** @description Which message. */
            code: components["schemas"]["NoticeCode"];
            /** @description In which language. */
            lang: components["schemas"]["LangCode"];
            /** @description One line. */
            title: string;
            /**
             * Format: int64
             * @description 0 for the built-in words.
             */
            version: number;
        };
        /** @description Something that changed or was found. */
        TimelineDetail: {
            /**
             * @description What it is about, as a code.
             * @example reason
             */
            field: string;
            /**
             * @description What it is about, in words.
             * @example 原因
             */
            label: string;
            /**
             * @description The same in words.
             * @example 不属本单位职责
             */
            text: string;
            /**
             * @description The code, id, number or time.
             * @example not_our_duty
             */
            value: string;
        };
        /** @description One thing that happened. What its reader may not see is absent. */
        TimelineItem: {
            /** @description When it happened. */
            at: components["schemas"]["Instant"];
            /** @description Photos and documents. */
            attachments?: components["schemas"]["Attached"][];
            /** @description Who did it. */
            by: components["schemas"]["Doer"];
            /** @description What changed, and why. */
            details?: components["schemas"]["TimelineDetail"][];
            /** @description The hash of the event, over the one before it. */
            hash?: string | null;
            /**
             * @description What, as a code.
             * @example dispatched
             */
            kind: string;
            /**
             * @description What, in words.
             * @example 派遣
             */
            label: string;
            /** @description When it was written down; later than `at` for what an import or a phone without network brought. */
            recorded_at: components["schemas"]["Instant"];
            /** @description What the reporter was answered. */
            reply?: string | null;
            /**
             * Format: int64
             * @description Its number in the case; a reader who does not see everything finds gaps.
             */
            seq: number;
            state?: components["schemas"]["State"] | null;
            /** @description The same in words. */
            state_label?: string | null;
            /** @description What was said. */
            text?: string | null;
        };
        /** @description The history of a case. */
        TimelineView: {
            /** @description What happened, the oldest first. */
            items: components["schemas"]["TimelineItem"][];
        };
        /** @description A row. */
        TimesRow: components["schemas"]["MeasureView"] & {
            before?: components["schemas"]["MeasureView"] | null;
            /** @description What the row is: an id, a code or a period; absent for what belongs to none, and where rows are not told apart. */
            group?: string | null;
            /** @description The same in words. */
            group_label?: string | null;
            /** @description The step. */
            stage: components["schemas"]["Stage"];
            /** @description The step in words. */
            stage_label: string;
            year_before?: components["schemas"]["MeasureView"] | null;
        };
        /** @description How long a step took, in seconds. Figures are absent where there is nothing to count. */
        TimesView: {
            /** @description How many took how long. */
            distribution: components["schemas"]["Bar"][];
            /**
             * Format: double
             * @description The mean.
             */
            mean?: number | null;
            /**
             * Format: double
             * @description Half took no longer.
             */
            p50?: number | null;
            /**
             * Format: double
             * @description Three quarters took no longer.
             */
            p75?: number | null;
            /**
             * Format: double
             * @description Nine of ten took no longer.
             */
            p90?: number | null;
            /**
             * Format: double
             * @description Nineteen of twenty took no longer.
             */
            p95?: number | null;
        };
        /** @description A pair of tokens. */
        TokenPair: {
            /** @description Sent as `Authorization: Bearer …` with every request. */
            access_token: string;
            /**
             * Format: int64
             * @description Seconds for which the access token is good.
             */
            expires_in: number;
            /** @description Who logged in. */
            person_id: components["schemas"]["PersonId"];
            /** @description Exchanged once at `/sessions/renew` for the next pair; a second use ends the session. */
            refresh_token: string;
            /** @description The session. */
            session_id: components["schemas"]["SessionId"];
            /** @description Always `Bearer`. */
            token_type: string;
        };
        /** @description What is to be done to a case, and the fields that the action takes. */
        TransitionForm: {
            /** @description The action. */
            action: components["schemas"]["ActionCode"];
            /** @description Photos uploaded before, with what they show; at most 9. */
            attachments?: components["schemas"]["Attached"][];
            /** @description The rule or list item on which a return rests. */
            basis?: string | null;
            /** @description The category. */
            category?: string | null;
            /** @description Units that help. */
            co_units?: components["schemas"]["UnitId"][];
            colour?: components["schemas"]["OrderColour"] | null;
            /** @description The registration condition. */
            condition?: string | null;
            /** @description The closing condition holds. */
            condition_met?: boolean | null;
            /** @description The parties' consent to mediation. */
            consent?: boolean | null;
            dispatch?: components["schemas"]["ActionFields"] | null;
            mode?: components["schemas"]["CheckMode"] | null;
            /** @description An outside body's number. */
            number?: string | null;
            /** @description With `follow`: begin (true) or end (false). */
            on?: boolean | null;
            outcome?: components["schemas"]["Outcome"] | null;
            parent?: components["schemas"]["CaseId"] | null;
            /** @description Volunteers who are asked. */
            people?: components["schemas"]["PersonId"][];
            person?: components["schemas"]["PersonId"] | null;
            place?: components["schemas"]["PlaceForm"] | null;
            priority?: components["schemas"]["Priority"] | null;
            reason?: components["schemas"]["Reason"] | null;
            /** @description The reply that the reporter will read, up to 2,000 characters. */
            reply?: string | null;
            request?: components["schemas"]["RequestKind"] | null;
            /** @description Whether the reporter is satisfied. */
            satisfied?: boolean | null;
            /** @description Raise (true) or lower (false) the sensitive mark. */
            sensitive?: boolean | null;
            /** @description Whether it is solved. */
            solved?: boolean | null;
            /**
             * Format: int32
             * @description One to five.
             */
            stars?: number | null;
            /** @description Reason, remark or finding in words, up to 2,000 characters. */
            text?: string | null;
            unit?: components["schemas"]["UnitId"] | null;
            until?: components["schemas"]["Instant"] | null;
        };
        /** @description A unit to be opened. */
        UnitBody: {
            /** @description Where it works, with everything below. */
            area: components["schemas"]["AreaId"];
            /**
             * @description The stable code: small letters, digits, `_` and `-`.
             * @example gardening_team_3
             */
            code: string;
            kind: components["schemas"]["UnitKind"];
            /** @example Gardening team 3 */
            name_en: string;
            /** @example 园林志愿服务三队 */
            name_zh: string;
            valid_from?: components["schemas"]["Instant"] | null;
        };
        UnitId: string;
        /**
         * @description What a handling unit is.
         * @enum {string}
         */
        UnitKind: "department" | "community_desk" | "team" | "mediation" | "link" | "outside";
        /** @description A change of a unit: what is absent stays, `null` takes the end away. */
        UnitPatch: {
            name_en?: string | null;
            name_zh?: string | null;
            valid_to?: components["schemas"]["Instant"] | null;
        };
        /** @description What was sent back of a unit. */
        UnitSentBack: components["schemas"]["SentBackView"] & {
            /** @description The unit; absent for what was done without one. */
            unit?: string | null;
            /** @description Its name. */
            unit_label?: string | null;
        };
        /** @description A handling unit. */
        UnitView: {
            /** @description Where it works, with everything below. */
            area_id: components["schemas"]["AreaId"];
            /** @description The stable code. */
            code: string;
            id: components["schemas"]["UnitId"];
            kind: components["schemas"]["UnitKind"];
            /** @description The kind in the language of the answer. */
            kind_label: string;
            /** @description The name in the language of the answer. */
            name: string;
            name_en: string;
            name_zh: string;
            valid_from: components["schemas"]["Instant"];
            valid_to: components["schemas"]["Instant"] | null;
            /** Format: int64 */
            version: number;
        };
        /** @description The system that passed the incident on (the hotline, say), with its number and its own due time. */
        Upstream: {
            /**
             * Format: date-time
             * @description By when an answer is wanted there.
             */
            due_at?: string | null;
            /**
             * @description Its number there. Registering the same number of the same source again answers with the first.
             * @example JN20260310-00417
             */
            number: string;
        };
        /**
         * @description How a clock ended. Said once, when it ends; no later edit of calendar or limits changes it.
         * @enum {string}
         */
        Verdict: "met" | "missed" | "cancelled" | "unlimited";
        /** @description Something to think about before the version takes effect. */
        Warning: {
            /** @description A JSON pointer into what was sent. */
            pointer: string;
            /** @description The warning, in the language of the answer. */
            text: string;
        };
        WebhookId: string;
        /** @description The caller's webhooks. */
        WebhookList: {
            /** @description The webhooks, the oldest first. */
            items: components["schemas"]["WebhookView"][];
        };
        /** @description Whether a webhook is called. */
        WebhookSwitch: {
            /** @description On, from now on, or off. */
            active: boolean;
        };
        /** @description A webhook. */
        WebhookView: {
            /** @description Whether it is called. One that has failed for five days is switched off. */
            active: boolean;
            /** @description When it was created. */
            created_at: components["schemas"]["Instant"];
            failing_since: components["schemas"]["Instant"] | null;
            /** @description Its id. */
            id: components["schemas"]["WebhookId"];
            /** @description Where it listens. */
            url: string;
        };
        /**
         * @description Why a window counts, or does not.
         * @enum {string}
         */
        WindowKind: "work" | "clock" | "work_day" | "day" | "make_up" | "off_hours" | "rest_day" | "holiday" | "first_day" | "unfinished";
        /** @description A window of time with one reason. */
        WindowView: {
            /** @description What it counted. */
            counted: components["schemas"]["CountedView"];
            /** @description Its beginning. */
            from: components["schemas"]["Instant"];
            /** @description Why it counts, or does not. */
            kind: components["schemas"]["WindowKind"];
            /**
             * @description All of it in words.
             * @example 2026-03-13 周五 16:30–17:30，工作时间，计 1 小时
             */
            text: string;
            /** @description Its end. */
            to: components["schemas"]["Instant"];
        };
    };
    responses: {
        /** @description A problem document. `type` says which; docs/problems.md explains each. */
        Problem: {
            headers: {
                /** @description Seconds (429, 503) */
                "Retry-After"?: number;
                /** @description The number of the request */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description zh-CN (default) or en
         * @example en
         */
        AcceptLanguage: string;
        /** @description Under this key the request happens once, however often it is sent (30 days) */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_about: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_access_log: {
        parameters: {
            query?: {
                /** @description Done by this person. */
                actor?: components["schemas"]["PersonId"];
                /** @description About this person. */
                person?: components["schemas"]["PersonId"];
                /** @description About this case. */
                case?: components["schemas"]["CaseId"];
                /** @description Of this kind. */
                act?: components["schemas"]["AccessAct"];
                /** @description At or after this instant. */
                from?: components["schemas"]["Instant"];
                /** @description Before this instant. */
                to?: components["schemas"]["Instant"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_AccessLogEntry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    answer_not_solved: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotSolvedForm"];
            };
        };
        responses: {
            /** @description The case is open again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_areas: {
        parameters: {
            query?: {
                /** @description In this area or below. */
                within?: components["schemas"]["AreaId"];
                /** @description Of this level. */
                level?: components["schemas"]["Level"];
                /** @description Directly below this area. */
                parent?: components["schemas"]["AreaId"];
                /** @description Existing at this instant. */
                at?: components["schemas"]["Instant"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_AreaView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    open_area: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArea"];
            };
        };
        responses: {
            /** @description Opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaDetail"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    import_areas: {
        parameters: {
            query: {
                /** @description The level. */
                level: components["schemas"]["Level"];
                /** @description The area above. */
                parent?: components["schemas"]["AreaId"];
                /** @description The datum in which the file was drawn. */
                coord_sys: components["schemas"]["CoordSys"];
                /** @description From when; now if nothing is said. */
                valid_from?: components["schemas"]["Instant"];
                /** @description Invented for a demonstration. */
                fictitious?: boolean;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Imported */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedAreas"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    locate_point: {
        parameters: {
            query: {
                /** @description Longitude in degrees. */
                lon: number;
                /** @description Latitude in degrees. */
                lat: number;
                /** @description The datum of the two. */
                coord_sys: components["schemas"]["CoordSys"];
                /** @description At which instant; now if nothing is said. */
                at?: components["schemas"]["Instant"];
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where it lies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocatedView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    draw_areas: {
        parameters: {
            query?: {
                /** @description In this area or below. */
                within?: components["schemas"]["AreaId"];
                /** @description Of this level. */
                level?: components["schemas"]["Level"];
                /** @description Existing at this instant; now if nothing is said. */
                at?: components["schemas"]["Instant"];
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shapes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_area: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["AreaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The area */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaDetail"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_area: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["schemas"]["AreaId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AreaEnd"];
            };
        };
        responses: {
            /** @description Ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedAreas"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    upload_attachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_attachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The photo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_thumbnail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thumbnail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_calendars: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersions"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_calendar: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCalendar"];
            };
        };
        responses: {
            /** @description What it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersionView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    import_days: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDays"];
            };
        };
        responses: {
            /** @description What it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersionView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_calendar: {
        parameters: {
            query?: {
                /** @description JSON unless said otherwise; the other two hold the special days. */
                format?: "json" | "csv" | "ics";
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description A number, or `current` */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarView"];
                    "text/calendar": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    approve_calendar: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description Approved; of a dry run, what it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_cases: {
        parameters: {
            query?: {
                /**
                 * @description States, between commas.
                 * @example reported,registered
                 */
                state?: string;
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that leads. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person at work. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /** @description The level. */
                level?: "grid" | "community" | "street" | "district";
                /** @description Filed at or after. */
                filed_from?: string;
                /** @description Filed before. */
                filed_to?: string;
                /** @description Due before. */
                due_before?: string;
                /** @description Open, or over. */
                open?: boolean;
                /**
                 * @description West, south, east, north in degrees of WGS-84, between commas.
                 * @example 116.80,36.54,116.84,36.58
                 */
                bbox?: string;
                /** @description Words in the texts; two characters of Chinese are enough. */
                q?: string;
                /** @description Sealed cases instead of ordinary ones, for the named desk and the holders. */
                sealed?: boolean;
                /** @description The order; a queue has its own. */
                sort?: "-filed" | "filed";
                /** @description Whether to count, up to 1000. */
                count?: boolean;
                /** @description The form of the answer. */
                format?: "json" | "csv" | "geojson";
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or the whole list as a file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": string;
                    "application/json": components["schemas"]["CaseListing"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    act_on_cases: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchForm"];
            };
        };
        responses: {
            /** @description A result for each case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_case: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_case_actions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The actions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_clocks: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clocks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClocksView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    reveal_reporter: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealBody"];
            };
        };
        responses: {
            /** @description The details, as far as there are any */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    issue_case_link: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issued */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedLinkView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_timeline: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    act_on_case: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The case */
                id: components["schemas"]["CaseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionForm"];
            };
        };
        responses: {
            /** @description Done; the case as the caller may see it now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_catalogue: {
        parameters: {
            query?: {
                /** @description The version with this number. */
                version?: number;
                /** @description The version in effect at this instant; without either, now. */
                at?: components["schemas"]["Instant"];
                /** @description How a list is shown; JSON unless said otherwise. */
                format?: "json" | "csv";
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_catalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last version */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueEditForm"];
            };
        };
        responses: {
            /** @description What has changed, or would */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueReportView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    import_catalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the last version */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueImportForm"];
            };
        };
        responses: {
            /** @description What has changed, or would */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueReportView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_catalogue_versions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueVersions"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_catalogue_list: {
        parameters: {
            query?: {
                /** @description The version with this number. */
                version?: number;
                /** @description The version in effect at this instant; without either, now. */
                at?: components["schemas"]["Instant"];
                /** @description How a list is shown; JSON unless said otherwise. */
                format?: "json" | "csv";
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description Which list */
                list: "categories" | "conditions" | "step-limits" | "departments" | "duties";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueListView"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_checks: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The looks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    report_check: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The check order */
                id: components["schemas"]["CheckId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckResultForm"];
            };
        };
        responses: {
            /** @description Reported */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    take_check: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The check order */
                id: components["schemas"]["CheckId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_colleagues: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The colleagues */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ColleagueList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description Standing so; `dead` for those that could not be sent. */
                state?: "waiting" | "gathered" | "sending" | "uncertain" | "sent" | "dropped" | "dead";
                /** @description By this channel. */
                channel?: "email" | "wecom" | "sms" | "webhook";
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_DeliveryView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    replay_delivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The delivery */
                id: components["schemas"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits to be sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_departments: {
        parameters: {
            query?: {
                /** @description Of this kind. */
                kind?: components["schemas"]["UnitKind"];
                /** @description In this area or below. */
                area?: components["schemas"]["AreaId"];
                /** @description Existing at this instant. */
                at?: components["schemas"]["Instant"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_UnitView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    open_department: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitBody"];
            };
        };
        responses: {
            /** @description Opened */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_department: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["UnitId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The unit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_department: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read */
                "If-Match": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["UnitId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitPatch"];
            };
        };
        responses: {
            /** @description The unit */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_shifts: {
        parameters: {
            query?: {
                /** @description In this area or below. */
                area?: components["schemas"]["AreaId"];
                /** @description Shifts that end after this; now if nothing is said. */
                from?: components["schemas"]["Instant"];
                /** @description Shifts that begin before this; two weeks later if nothing is said. */
                to?: components["schemas"]["Instant"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ShiftView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    enter_shift: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShift"];
            };
        };
        responses: {
            /** @description Entered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_shift: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["ShiftId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_export_log: {
        parameters: {
            query?: {
                /** @description By this person. */
                person?: components["schemas"]["PersonId"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ExportLogEntry"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    hand_over: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverForm"];
            };
        };
        responses: {
            /** @description A result for each case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_inbox: {
        parameters: {
            query?: {
                /** @description Only what was not read. */
                unread?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    read_inbox: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadForm"];
            };
        };
        responses: {
            /** @description They are marked as read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadCount"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    read_message: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The message */
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is marked as read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_own_incidents: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_OwnIncident"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    file_incident: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncident"];
            };
        };
        responses: {
            /** @description Filed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentReceipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_ladders: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_ladders: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLadders"];
            };
        };
        responses: {
            /** @description What it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaddersView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_ladders: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description A number, or `current` */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ladders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaddersView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    approve_ladders: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description Approved; of a dry run, what it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_limits: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_limits: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLimits"];
            };
        };
        responses: {
            /** @description What it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleVersionView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_limits: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description A number, or `current` */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    approve_limits: {
        parameters: {
            query?: {
                /** @description Only say what would move; write nothing. `limit` and `cursor` page through the cases. */
                dry_run?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description Approved; of a dry run, what it would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_own_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The details */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_own_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description The details */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The password is changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_offers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    accept_offer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The offer */
                id: components["schemas"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decline_offer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The offer */
                id: components["schemas"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Declined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_linked_photo: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The photo */
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The photo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_linked_thumbnail: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The photo */
                id: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thumbnail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_linked_case: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The case */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedCaseView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_photo_to_linked_case: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Kept; the case as it is now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedCaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    report_outside_result: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /** @description The `ETag` of what was read */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutsideResultForm"];
            };
        };
        responses: {
            /** @description The office has it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideReceipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    supplement_linked_case: {
        parameters: {
            query?: never;
            header: {
                /** @description What stands behind `#` in the link */
                "Gridward-Link": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutsideWords"];
            };
        };
        responses: {
            /** @description Added; the case as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedCaseView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_people: {
        parameters: {
            query?: {
                /** @description The name begins with this. */
                name?: string;
                /** @description Holding this role now. */
                role?: components["schemas"]["Role"];
                /** @description With a grant in this area or below. */
                area?: components["schemas"]["AreaId"];
                /** @description With a grant for this unit. */
                unit?: components["schemas"]["UnitId"];
                /** @description Taking part or not. */
                active?: boolean;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_PersonView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    invite_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonBody"];
            };
        };
        responses: {
            /** @description Entered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_person: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read */
                "If-Match": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonPatch"];
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    reveal_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealBody"];
            };
        };
        responses: {
            /** @description The details */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    issue_reset_code: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code, shown once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetCodeView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller has chosen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferenceView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    set_preferences: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferenceForm"];
            };
        };
        responses: {
            /** @description What the caller has chosen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferenceView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    follow_report: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description The tracking code, with or without dashes
                 * @example 00000-00000-0000
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    add_photo_to_report: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The tracking code
                 * @example 00000-00000-0000
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/webp": string;
            };
        };
        responses: {
            /** @description Kept; the case as it is now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    act_on_report: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read */
                "If-Match"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The tracking code
                 * @example 00000-00000-0000
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionForm"];
            };
        };
        responses: {
            /** @description Done; the case as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowedView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_public_grid: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The code on the board */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grid */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicGridView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    draw_grid_code: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The code on the board */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A drawing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    report_as_stranger: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrangersReport"];
            };
        };
        responses: {
            /** @description Filed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentReceipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    show_known_case: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /**
                 * @description The case's number for people
                 * @example GW-000572-4
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_news: {
        parameters: {
            query: {
                /** @description Longitude in degrees. */
                lon: number;
                /** @description Latitude in degrees. */
                lat: number;
                /** @description The datum of the two. */
                coord_sys: components["schemas"]["CoordSys"];
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The news, the latest first; none where no community is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewsView"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    suggest_to_stranger: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrangersDraft"];
            };
        };
        responses: {
            /** @description Suggestions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HintsView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    count_queues: {
        parameters: {
            query?: {
                /** @description Sealed cases instead of ordinary ones. */
                sealed?: boolean;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queues */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueCount"][];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_queue: {
        parameters: {
            query?: {
                /**
                 * @description States, between commas.
                 * @example reported,registered
                 */
                state?: string;
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that leads. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person at work. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /** @description The level. */
                level?: "grid" | "community" | "street" | "district";
                /** @description Filed at or after. */
                filed_from?: string;
                /** @description Filed before. */
                filed_to?: string;
                /** @description Due before. */
                due_before?: string;
                /** @description Open, or over. */
                open?: boolean;
                /**
                 * @description West, south, east, north in degrees of WGS-84, between commas.
                 * @example 116.80,36.54,116.84,36.58
                 */
                bbox?: string;
                /** @description Words in the texts; two characters of Chinese are enough. */
                q?: string;
                /** @description Sealed cases instead of ordinary ones, for the named desk and the holders. */
                sealed?: boolean;
                /** @description The order; a queue has its own. */
                sort?: "-filed" | "filed";
                /** @description Whether to count, up to 1000. */
                count?: boolean;
                /** @description The form of the answer. */
                format?: "json" | "csv" | "geojson";
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The queue */
                queue: components["schemas"]["QueueCode"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CaseSummary"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_definitions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The definitions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definitions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_holding: {
        parameters: {
            query?: {
                /**
                 * @description When the cases were closed: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
                 *     unless given. What holds more than ten thousand cases is refused.
                 * @example 2026-11
                 */
                period?: string;
                /** @description Closed cases, or open ones. */
                cases?: "closed" | "open";
                /** @description The form of the answer. */
                format?: "json" | "csv";
                /** @description The cases behind the numbers, instead of the numbers. */
                drill?: "case_ids";
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that did it. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person who did it. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer_Holding"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_morning: {
        parameters: {
            query?: {
                /** @description Due soon is what is due within so many hours, from 1 to 168; 24 unless given. */
                hours?: number;
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that did it. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person who did it. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MorningView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_paths: {
        parameters: {
            query?: {
                /**
                 * @description When the cases were closed: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
                 *     unless given. What holds more than ten thousand cases is refused.
                 * @example 2026-11
                 */
                period?: string;
                /** @description Closed cases, or open ones. */
                cases?: "closed" | "open";
                /** @description The form of the answer. */
                format?: "json" | "csv";
                /** @description The cases behind the numbers, instead of the numbers. */
                drill?: "case_ids";
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that did it. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person who did it. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer_CasePaths"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_resolution_times: {
        parameters: {
            query?: {
                /**
                 * @description When the steps ended: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
                 *     unless given. Ten years at most.
                 * @example 2026-11
                 */
                period?: string;
                /**
                 * @description The steps, between commas; acceptance, dispatch, receipt, handling, check and closing unless given.
                 * @example handle,close
                 */
                stage?: string;
                /** @description What the rows are. */
                by?: "category" | "group" | "grid" | "community" | "street" | "district" | "unit" | "person" | "source" | "priority" | "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description Whether the period before (环比) and the same a year before (同比) are told too; yes unless given. Not where the rows are
                 *     periods.
                 */
                compare?: boolean;
                /** @description The form of the answer. */
                format?: "json" | "csv";
                /** @description The cases behind the numbers, instead of the numbers. */
                drill?: "case_ids";
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that did it. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person who did it. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer_ResolutionTimes"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_survival: {
        parameters: {
            query?: {
                /**
                 * @description When the cases were filed: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
                 *     unless given. What holds more than half a million cases is refused.
                 * @example 2026-11
                 */
                period?: string;
                /** @description The form of the answer. */
                format?: "json" | "csv";
                /** @description Codes of categories, between commas. */
                category?: string;
                /** @description A group of the catalogue. */
                group?: string;
                /** @description The area with everything below. */
                area?: components["schemas"]["AreaId"];
                /** @description The unit that did it. */
                unit?: components["schemas"]["UnitId"];
                /** @description The person who did it. */
                handler?: components["schemas"]["PersonId"];
                /** @description Priorities, between commas. */
                priority?: string;
                /** @description Sources, between commas. */
                source?: string;
                /**
                 * @description When its cases were filed.
                 * @example 2026-10
                 */
                other_period?: string;
                /** @description Codes of its categories, between commas. */
                other_category?: string;
                /** @description Its group of the catalogue. */
                other_group?: string;
                /** @description Its area with everything below. */
                other_area?: components["schemas"]["AreaId"];
                /** @description Its unit. */
                other_unit?: components["schemas"]["UnitId"];
                /** @description Its person. */
                other_handler?: components["schemas"]["PersonId"];
                /** @description Its priorities, between commas. */
                other_priority?: string;
                /** @description Its sources, between commas. */
                other_source?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survival"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_requests: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_roles: {
        parameters: {
            query?: {
                /** @description Of this person. */
                person?: components["schemas"]["PersonId"];
                /** @description Of this role. */
                role?: components["schemas"]["Role"];
                /** @description In this area or below. */
                area?: components["schemas"]["AreaId"];
                /** @description For this unit. */
                unit?: components["schemas"]["UnitId"];
                /** @description Holding at this instant. */
                at?: components["schemas"]["Instant"];
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_GrantView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    give_role: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description Granted */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_proposals: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proposals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposals"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    propose_role: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProposal"];
            };
        };
        responses: {
            /** @description Proposed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    decide_proposal: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["ProposalId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalDecision"];
            };
        };
        responses: {
            /** @description Decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_role: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["GrantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ended grant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read */
                "If-Match": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["GrantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description The grant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description Logged in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_all_sessions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    renew_session: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Renewal"];
            };
        };
        responses: {
            /** @description Renewed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description The password is set: log in with it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["SessionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_settings: {
        parameters: {
            query: {
                /** @description The area; what it does not set comes from those above it. */
                area: components["schemas"]["AreaId"];
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    change_settings: {
        parameters: {
            query: {
                /** @description The area; what it does not set comes from those above it. */
                area: components["schemas"]["AreaId"];
            };
            header: {
                /** @description The `ETag` of what was read */
                "If-Match": string;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsForm"];
            };
        };
        responses: {
            /** @description The settings now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_stand_ins: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description Where the page begins: taken from the `next` link, never made by hand. */
                cursor?: string;
            };
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_StandInView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    enter_stand_in: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStandIn"];
            };
        };
        responses: {
            /** @description Named */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandInView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    end_stand_in: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: components["schemas"]["StandInId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    open_stream: {
        parameters: {
            query?: {
                /**
                 * @description The `id` of the last event, for clients that cannot send `Last-Event-ID`; that header goes before it.
                 * @example 734-1203
                 */
                after?: string;
            };
            header?: {
                /** @description The `id` of the last event */
                "Last-Event-ID"?: string | null;
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, until either side ends it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    suggest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuggestionForm"];
            };
        };
        responses: {
            /** @description Suggestions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionsView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_templates: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    save_template: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The message */
                code: components["schemas"]["NoticeCode"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateForm"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    preview_template: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The message */
                code: components["schemas"]["NoticeCode"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewForm"];
            };
        };
        responses: {
            /** @description What it would say */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    list_webhooks: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    create_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintedWebhook"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    remove_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The webhook */
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    switch_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                /** @description The webhook */
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSwitch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    rotate_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The webhook */
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintedWebhook"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Under this key the request happens once, however often it is sent (30 days) */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The webhook */
                id: components["schemas"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits to be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_docs_root: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is at `/docs/` */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_docs_page: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_docs_file: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "image/png": string;
                    "text/css": string;
                    "text/html": string;
                    "text/javascript": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_health: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_problem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description zh-CN (default) or en
                 * @example en
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
}
